"""One incident from its beginning to its end: every state, attempt, receipt and answer, when, by whom, and why."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from hub.model.effects import Recorded
from hub.model.ids import EffectKey
from hub.model.incidents import Evidence, Incident, Told
from hub.records.kept import Message

NOT_KEPT = "the time was not kept"
"""Of a receipt in a store from before each had its line: the incident has only the last word of it."""


class Line(Struct, frozen=True, kw_only=True):
    """One line. `step` is as in the audit trail; `said` are the words of a text."""

    at: datetime
    who: str
    what: str
    because: str = ""
    step: str = ""
    said: str = ""
    message: EffectKey | None = None


def timeline(incident: Incident, trail: Sequence[Recorded], messages: Iterable[Message]) -> tuple[Line, ...]:
    """All that is known of an incident, in order. An older store's gaps are filled from the incident and the outbox."""
    texts = {message.key: message for message in messages}
    lines = [_of(row, texts) for row in trail]
    told = {line.message for line in lines if line.step == "told"}
    became = {line.message for line in lines if line.step in ("receipt", "withdrawn", "expired")}
    extra: list[Line] = []
    for entry in incident.told:
        extra += _untold(entry, texts.get(entry.key)) if entry.key not in told else ()
        extra += _unheard(entry, texts.get(entry.key)) if entry.key not in became else ()
    extra += (_seen(seen) for seen in incident.evidence if not _is_said(seen, trail))
    return _merged(lines, sorted(extra, key=lambda line: line.at))


def _of(row: Recorded, texts: dict[EffectKey, Message]) -> Line:
    text = texts.get(row.message) if row.message is not None and row.step == "told" else None
    return Line(
        at=row.at, who=row.who, what=row.what, because=row.because, step=row.step, said=text.body if text else "",
        message=row.message,
    )  # fmt: skip


def _untold(entry: Told, text: Message | None) -> Iterator[Line]:
    """A message from before the trail had them."""
    what = f"{'document for' if entry.way == 'centre' else f'{entry.way} to'} {entry.to}: {entry.purpose}"
    yield Line(at=entry.at, who="hub", what=what, step="told", said=text.body if text else "", message=entry.key)


def _unheard(entry: Told, text: Message | None) -> Iterator[Line]:
    """The last word of a receipt from before each had its line; or one that the core worked out itself."""
    if entry.receipt:
        settled = text.settled if text is not None else None
        why = "" if settled is not None else NOT_KEPT
        what = f"{entry.receipt}: {entry.to}"
        yield Line(at=settled or entry.at, who="provider", what=what, because=why, step="receipt", message=entry.key)


def _is_said(seen: Evidence, trail: Iterable[Recorded]) -> bool:
    """Whether the trail says it at the same moment, or says what the same person did."""
    return any(row.at == seen.at and (row.because == seen.says or seen.says.startswith(row.who)) for row in trail)


def _seen(seen: Evidence) -> Line:
    return Line(at=seen.at, who="hub", what="noted", because=seen.says)


def _merged(lines: list[Line], extra: list[Line]) -> tuple[Line, ...]:
    """The trail's own order stays, also where the clock was set back; the rest goes in by its time."""
    whole: list[Line] = []
    for line in lines:
        while extra and extra[0].at < line.at:
            whole.append(extra.pop(0))
        whole.append(line)
    return (*whole, *extra)
