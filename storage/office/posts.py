"""岗位 and the people who hold them."""

from enum import StrEnum

from pydantic import Field

from storage.office.section import Code, Name, Section


class Duty(StrEnum):
    """What a post is there for, from the one who does the work to the one who answers for it."""

    OWNER = "owner"
    SECTION_HEAD = "section_head"
    DEPUTY_DIRECTOR = "deputy_director"
    DIRECTOR = "director"
    DUTY_OFFICER = "duty_officer"


class Right(StrEnum):
    """What a post may do beyond its own cases."""

    NOTICE = "notice"
    BIND = "bind"
    INVITE = "invite"
    ALL_CASES = "all_cases"


class Post(Section):
    code: Code
    name: Name
    duty: Duty
    reports_to: Code | None = None
    rights: frozenset[Right] = frozenset()


class StaffMember(Section):
    code: Code
    name: Name
    posts: tuple[Code, ...] = Field(min_length=1)
