"""The form of one rule file, as the office writes it. Checked here: each key by itself; see rules.py for the whole."""

from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator

MOST_TOGETHER = 4
"""What asks for more is one message learnt by heart, not a rule."""

Word = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]

Letters = Annotated[str, StringConstraints(pattern=r"^[a-zü]+$", max_length=40)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=30, strip_whitespace=True)]
Weight = Annotated[float, Field(gt=0, le=20)]


def _once(words: list[str]) -> list[str]:
    twice = sorted({word for word in words if words.count(word) > 1})
    if twice:
        raise ValueError(f"said twice: {', '.join(twice)}")
    return words


Words = Annotated[list[Word], AfterValidator(_once)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class WrittenRule(_Strict):
    """A word, or `@name` for every word of a list. Without `within` (characters) the whole message is looked at.

    `any`: one of them is enough. `all`: each of them. `not`: none of them. `when`, `unless`: facts found before.
    `first`: it holds only where its words begin in the first sentence, the title of a letter. `trouble`: the words say
    that something is wrong, so they also speak for a complaint. `name` is shown with every hit and is what the office's
    files know a rule by.
    """

    name: Name
    speaks_for: str = Field(alias="for")
    weight: Weight = 1.0
    any: Words = Field(default_factory=list)
    all: Words = Field(default_factory=list)
    none: Words = Field(default_factory=list, alias="not")
    within: int | None = Field(default=None, ge=2, le=400)
    when: list[str] = Field(default_factory=list)
    unless: list[str] = Field(default_factory=list)
    trouble: bool = False
    first: bool = False

    @field_validator("all")
    @classmethod
    def _few(cls, groups: list[str]) -> list[str]:
        if len(groups) > MOST_TOGETHER:
            raise ValueError(f"at most {MOST_TOGETHER} things can be asked for together")
        return groups


class Spelling(_Strict):
    """`words`: what is written and what is meant, of any length; one that means itself keeps shorter ones in it from
    being rewritten. `pinyin`: words in letters, without tones and spaces. `heard` and `never`: keywords that are
    readily, or not at all, found in other characters of their sound.
    """

    words: dict[Word, Word] = Field(default_factory=dict)
    pinyin: dict[Letters, Word] = Field(default_factory=dict)
    heard: Words = Field(default_factory=list)
    never: Words = Field(default_factory=list)


Share = Annotated[float, Field(ge=0, le=1)]


class WrittenConfidence(_Strict):
    """How sums become a confidence (confidence.py). `points` rise in both columns."""

    sharpness: Annotated[float, Field(gt=0, le=5)]
    sure_enough: Share
    points: Annotated[list[Annotated[list[Share], Field(min_length=2, max_length=2)]], Field(min_length=2)]

    @field_validator("points")
    @classmethod
    def _rising(cls, points: list[list[float]]) -> list[list[float]]:
        if any(left[0] >= right[0] or left[1] > right[1] for left, right in pairwise(points)):
            raise ValueError("each point must lie further to the right and not lower than the one before")
        return points


class RuleFile(_Strict):
    """`hiding`: longer words in which a keyword means something else (吵架 hides 吵).

    `whole`: keywords that count only when they are not cut out of two neighbours (等着/火车 has no 着火).
    `dictionary`: words that a general dictionary lacks, for the question where words begin and end.

    The rest is for the office's files, which change what comes with the package: `off` names rules that no longer
    count, `weights` gives rules another weight, `add` and `remove` change the words of a list or of a rule's `any`. A
    rule of a name that is already there takes its place, and so does `confidence`.
    """

    lists: dict[str, Words] = Field(default_factory=dict)
    rule: list[WrittenRule] = Field(default_factory=list)
    hiding: Words = Field(default_factory=list)
    whole: Words = Field(default_factory=list)
    dictionary: Words = Field(default_factory=list)
    spelling: Spelling = Field(default_factory=Spelling)
    confidence: WrittenConfidence | None = None
    off: Words = Field(default_factory=list)
    weights: dict[Name, Weight] = Field(default_factory=dict)
    add: dict[Name, Words] = Field(default_factory=dict)
    remove: dict[Name, Words] = Field(default_factory=dict)
