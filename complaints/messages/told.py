"""What a resident told beside the matter itself, each in a few words: told before, when, where, how loud."""

from datetime import datetime

from complaints.circumstances import Circumstances, When, Where
from complaints.facts import Told
from complaints.places import beyond_office
from storage.office import Office
from texts.labels import label
from texts.render import clip
from texts.stretch import calendar_day, stretch

# Of a word or a name: they may hold marks and blanks that were read over.
CHARACTERS = 24


def when_said(office: Office, now: datetime, when: When | None) -> str | None:
    """昨晚 22:00–04:00; 12:00–14:00; 上周三（11月11日）; 每天早上6点."""
    if when is None:
        return None
    if when.begins is not None and when.ends is not None:
        if when.tells == "stretch":
            return stretch(when.begins, when.ends, office.zone, now)
        if when.tells == "hours":
            return stretch(when.begins, when.ends, office.zone)
        return _with_its_day(office, now, clip(when.word, CHARACTERS), when.begins)
    return clip(when.word, CHARACTERS)


def _with_its_day(office: Office, now: datetime, word: str, begins: datetime) -> str:
    """What is read tomorrow must not mean another day; a date says itself which one."""
    day = calendar_day(begins.astimezone(office.zone).date(), now.astimezone(office.zone).date())
    plain = word.replace("号", "日")
    return word if plain.startswith(day) else label("told", "day").format(word=word, day=day)


def where_said(office: Office, places: tuple[Where, ...], building: str | None) -> str | None:
    """Places that the building does not say: 琴湖小学旁边、柳荫路路口."""
    return "、".join(_written(place) for place in beyond_office(office, places, building)) or None


def _written(place: Where) -> str:
    number = label("told", "building").format(number=place.building) if place.building else ""
    return clip(f"{place.name or ''}{number}{place.side or ''}", CHARACTERS)


def when_line(office: Office, now: datetime, circumstances: Circumstances) -> str | None:
    """When it was and how loud, in one line; None where neither is told."""
    when, decibels = when_said(office, now, circumstances.when), circumstances.decibels
    said = [label("told", "when").format(when=when)] if when else []
    said += [label("told", "loudness").format(decibels=f"{decibels:g}")] if decibels is not None else []
    return " · ".join(said) or None


def told_line(office: Office, now: datetime, told: Told, building: str | None) -> str | None:
    """All of it in one line."""
    where = where_said(office, told.circumstances.places, building)
    said = [label("told", "repeat")] if told.repeat else []
    said += filter(None, [when_line(office, now, told.circumstances)])
    said += [label("told", "where").format(where=where)] if where else []
    return " · ".join(said) or None
