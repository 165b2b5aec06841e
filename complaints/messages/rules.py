"""What those who look after the bot hear of the office's rules."""

from collections.abc import Sequence

from complaints.triage import Mistake
from texts.card import Card
from texts.render import render
from texts.rule_mistakes import in_chinese

SHOWN = 5
"""Mistakes in one message: who mends these sees the rest with `rules check`."""


def rules_broken_card(mistakes: Sequence[Mistake]) -> Card:
    told = [{"file": each.file, "line": each.line, "means": in_chinese(each.problem)} for each in mistakes[:SHOWN]]
    return Card(render("staff/rules_broken", mistakes=told, more=len(mistakes) - len(told)))


def rules_well_card() -> Card:
    return Card(render("staff/rules_well"))
