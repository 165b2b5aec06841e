"""Before and after a 重发: whom it goes to."""

from notices.messages.places import few, group_name
from notices.messages.writing import button
from notices.resending import Proposal
from storage.office import Office
from texts.card import Card
from texts.render import render


def proposed(proposal: Proposal, office: Office) -> Card:
    notice = proposal.notice
    confirm = button("resend", "notice.resend", notice.id, proposal.which, proposal.again.stamp)
    return Card(_whom("notice/again", proposal, office), ((confirm, button("back", "notice.back", notice.id)),))


def resent(proposal: Proposal, office: Office) -> Card:
    return Card(_whom("notice/resent", proposal, office))


def _whom(template: str, proposal: Proposal, office: Office) -> str:
    groups = proposal.again.groups
    names = few(group_name(g, office) for g in groups)
    return render(template, title=proposal.notice.title, which=proposal.which, groups=len(groups), names=names)
