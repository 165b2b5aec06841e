"""What became of what each rule said: hits, what stood, what was corrected, and rules that never were a reason."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from complaints.triage import Triage
from complaints.triage.judging.judged import Judged
from complaints.triage.judging.rule_record import Record, RuleRecorder

AT = datetime(2026, 11, 22, 8, tzinfo=UTC)
DUST = {"word": "扬尘", "speaks_for": "dust", "rule": "扬尘:一听就是"}
MESSAGE = Judged(
    text="扬尘很大",
    at=AT,
    kind="complaint",
    read="dust",
    second=None,
    noise=False,
    night=False,
    urgency="normal",
    hits=[DUST],
    said=None,
    stood=False,
)


def recorded(triage: Triage, *messages: Judged) -> Record:
    recorder = RuleRecorder(triage.rules)
    for message in messages:
        recorder.add(message)
    return recorder.record()


def message(**changes: Any) -> Judged:
    return replace(MESSAGE, **changes)


def test_precision_is_the_share_that_nobody_corrected(triage: Triage) -> None:
    told = [message(), message(stood=True), message(said="dust"), message(said="parking")]
    (line,) = recorded(triage, *told).lines
    assert (line.hits, line.stood, line.confirmed, line.corrected) == (4, 3, 2, 1)
    assert line.precision == 0.75


def test_a_rule_counts_once_for_each_message(triage: Triage) -> None:
    assert recorded(triage, message(hits=[DUST, {**DUST, "word": "尘"}])).lines[0].hits == 1


def test_a_rule_that_spoke_for_something_else_than_what_was_read_has_no_precision(triage: Triage) -> None:
    kind = {"word": "很大", "speaks_for": "kind.complaint", "rule": "投诉:不满"}
    (line,) = recorded(triage, message(hits=[kind], said="parking")).lines
    assert (line.hits, line.precision) == (1, None)


def test_an_unsure_reading_is_neither_right_nor_wrong_and_what_it_was_is_counted(triage: Triage) -> None:
    record = recorded(triage, message(read=None, said="dust"), message(read=None))
    assert (record.unsure, record.corrected, record.confirmed) == (2, 0, 0)
    assert [(each.read, each.said, each.messages) for each in record.taken] == [(None, "dust", 1)]


def test_rules_are_dead_that_were_no_reason_since_hits_have_their_names(triage: Triage) -> None:
    older = message(at=AT.replace(year=2025), hits=[{"word": "扬尘", "speaks_for": "dust"}])
    record = recorded(triage, older, message())
    assert (record.messages, record.unnamed, record.since) == (2, 1, AT)
    assert "扬尘:一听就是" not in record.dead
    assert "扬尘:压土" in record.dead


def test_nothing_is_dead_as_long_as_no_hit_has_a_name(triage: Triage) -> None:
    assert recorded(triage, message(hits=[])).dead == ()
    assert recorded(triage).messages == 0


def test_facts_that_are_never_shown_are_not_called_dead(triage: Triage) -> None:
    hidden = {rule.name for rule in triage.rules.facts.rules if rule.speaks_for == "fact.many"}
    assert hidden
    assert hidden.isdisjoint(recorded(triage, message()).dead)


def test_a_rule_that_is_gone_keeps_its_record(triage: Triage) -> None:
    (line,) = recorded(triage, message(hits=[{**DUST, "rule": "扬尘:从前"}])).lines
    assert (line.name, line.in_force, line.hits) == ("扬尘:从前", False, 1)
