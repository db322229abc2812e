"""What the resident hears and sees while an alarm is open: worked out from what a step did to the incidents.

It says what people said and what the hub does, never what it hopes: somebody "is coming" only as long as they hold the
incident and said that they go. Nothing else depends on it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from hub.core import asked_first
from hub.core import wording_spoken as words
from hub.core.home import Home
from hub.core.speech import Speaker, speaker
from hub.core.state import World
from hub.model.effects import Announce, Tone
from hub.model.household import Announcing
from hub.model.ids import EffectKey, IncidentId
from hub.model.incidents import HELD, Holder, Incident, Outcome, Told
from hub.model.kinds import KINDS

TRUE_FOR = timedelta(seconds=60)
"""How long a sentence may be said. A minute later it may be false: a rung waits two."""

HUSHED_FROM, HUSHED_FOR = 4, timedelta(minutes=30)
"""At night, from this round on, "still trying" is said once in so long, if nothing else has changed (our choice): three
times have told that nobody is forgotten, a voice every ten minutes until morning wakes and frightens, and half an hour
of silence is no longer than a visit takes to come."""

ENDS_WELL: frozenset[Outcome] = frozenset({
    "helped", "spoke to them", "false alarm", "cancelled by resident", "restored", "moving again",
})  # fmt: skip
"""After any other end there is nothing to say in this home, or nobody who should hear it: only its lights go back."""

Said = Literal["again", "well"]
"""What the resident did besides: pressed again, or said that all is well when people were told already."""
Sentence = tuple[Tone, Callable[[Speaker], str]]


class About(Struct, frozen=True):
    """What announcements are made of: the home, its devices, the incidents before a step and after, what they said."""

    home: Home
    world: World
    before: Mapping[IncidentId, Incident]
    open: Mapping[IncidentId, Incident]
    said: Mapping[IncidentId, Said]
    at: datetime


def announcements(about: About, after: Iterable[Incident]) -> Iterator[tuple[Incident, Announce]]:
    """What is said about the incidents of one step, in the languages of those concerned. Keys are the caller's."""
    announcing = about.home.settings.announce
    if announcing is None or about.home.settings.home.service in ("suspended", "ended"):
        return
    for incident in after:
        sentence = _sentence(about, announcing, about.before.get(incident.id), incident)
        if sentence is not None:
            for tag, to in _languages(about.home, incident):
                yield incident, _announce(about, incident, tag, sentence[0], sentence[1](to))


def _languages(home: Home, incident: Incident) -> Iterator[tuple[str, Speaker]]:
    """Each language that somebody speaks whom it may concern, once."""
    spoken = {r.language: speaker(home, f"resident:{r.id}") for r in home.concerned(incident.resident)}
    yield from spoken.items()


def _announce(about: About, incident: Incident, tag: str, tone: Tone, text: str) -> Announce:
    return Announce(
        key=EffectKey(""), at=about.at, incident=incident.id, text=text, tone=tone, expires=about.at + TRUE_FOR,
        language=tag,
    )  # fmt: skip


def _sentence(about: About, announcing: Announcing, was: Incident | None, now: Incident) -> Sentence | None:
    if now.kind not in announcing.kinds or (now.test and now.device is None):
        return None
    if now.test:
        return _tried(about, was, now)
    if now.state == "closed":
        return _over(about, was, now)
    if now.state == "pending":
        return _asks(about, now) if was is None else None
    said = about.said.get(now.id)
    if said == "well":
        return None if now.state == "with_resident" else ("heard", words.too_late)
    if now.state in HELD:
        return _held(about, was, now, again=said == "again")
    return _raised(about, was, now, again=said == "again")


def _tried(about: About, was: Incident | None, now: Incident) -> Sentence | None:
    """A device was tried: it says so at once, that nobody takes it for an alarm, and that the next press is one."""
    if now.state == "closed":
        return "over", lambda _to: ""
    device = about.home.device(now.device) if now.device is not None else None
    name = device.name if device is not None else str(now.device)
    return None if was is not None else ("heard", lambda to: words.tried(to, now, name))


def _over(about: About, was: Incident | None, now: Incident) -> Sentence | None:
    if was is None:
        return None
    # While another alarm is open, all is not well: only the lights of this one go back.
    real = (each for each in about.open.values() if each.id != now.id and not each.test)
    others = any(each.grave in ("life", "urgent") for each in real)
    if others or now.outcome not in ENDS_WELL:
        return "over", lambda _to: ""
    return "well", words.cancelled if now.raised is None and now.outcome == "cancelled by resident" else words.well


def _asks(about: About, now: Incident) -> Sentence:
    wait = asked_first.wait(about.home, now.kind, now.resident)
    listed = (about.world.listed.get(each) for each in about.home.devices)  # type: ignore[call-overload]
    button = any(means.kind == "cancel" for device in listed if device is not None for means in device.means)
    button = button or any(topic.kind == "cancel" for topic in about.home.settings.topics)
    texts = bool(about.home.settings.sms.ways) and all(r.phone for r in about.home.concerned(now.resident))
    moves = KINDS[now.kind].leaves_by_itself and wait > about.home.timers.own_activity and about.home.settings.alone
    return "asking", lambda to: words.asks(to, now, wait, button=button, texts=texts, moves=moves)


# while somebody has it


def _held(about: About, was: Incident | None, now: Incident, *, again: bool) -> Sentence | None:
    holder = now.holder
    if holder is None or now.state == "with_resident":
        return None
    comes = is_coming(now)
    if again:
        return "coming" if comes else "heard", lambda to: words.pressed_again(to, holder.name, comes=comes)
    if comes:
        promised = _promise(about, was, now)
        return None if promised is None else ("coming", lambda to: words.coming(to, *promised))
    if was is not None and _same(was.holder, holder):
        return None
    if _rang_999(now):
        return "heard", lambda to: words.rang_999(to, holder.name)
    return "heard", lambda to: words.knows(to, holder.name, searching=False)


def is_coming(now: Incident) -> bool:
    """Whether its holder said that they go, and has not been silent since when they were asked once more.

    Of who said only that 999 was called it is not known, nor of a desk that only took it: somebody else may be sent.
    """
    holder = now.holder
    said_so = holder is not None and holder.contact is not None and not _rang_999(now)
    on_the_way = now.state == "travelling" or (now.state == "acknowledged" and said_so)
    return on_the_way and now.asked is None and now.attending is not None


def _rang_999(now: Incident) -> bool:
    """Whether its holder is who rang 999."""
    holder = now.holder
    return holder is not None and now.rang_999 != "" and now.rang_999 in (holder.contact, holder.name)


def _promise(about: About, was: Incident | None, now: Incident) -> tuple[str, int | None] | None:
    """Who comes, and in how many minutes; None if the same was promised before."""
    known = was is not None and is_coming(was) and was.holder is not None and now.holder is not None
    if known and was is not None and was.minutes == now.minutes and _same(was.holder, now.holder):
        return None
    contact = about.home.contacts.get(now.holder.contact or "") if now.holder is not None else None
    away = contact.minutes_away if contact is not None else None
    return now.attending or "", now.minutes if now.minutes is not None else away


def _same(one: Holder | None, other: Holder | None) -> bool:
    return one is not None and other is not None and (one.contact, one.name) == (other.contact, other.name)


# while nobody has it


def _raised(about: About, was: Incident | None, now: Incident, *, again: bool) -> Sentence | None:
    asked = _asked(was, now)
    names = tuple(dict.fromkeys(_name(about.home, told.to) for told in asked))
    chief = now.coordinator
    if chief is not None and not _same(was.coordinator if was is not None else None, chief):
        return "still trying", lambda to: words.knows(to, chief.name, searching=True)
    if was is None or was.state == "pending":
        by_text = all(told.way == "text" for told in asked)
        return "heard", lambda to: words.raised(to, now, names, by_text=by_text)
    before = {told.to for told in was.told}
    anew = bool(asked) and all(told.to in before for told in asked)
    if was.state not in HELD and (anew or not asked) and _is_hushed(about, now):
        climbed = _half_hours(was) != _half_hours(now)
    else:
        climbed = was.state in HELD or _climbed(was, now, asked)
    if climbed:
        return "still trying", lambda to: words.still(to, names, again=anew)
    return ("heard", words.pressed_unanswered) if again else None


def _is_hushed(about: About, now: Incident) -> bool:
    """Whether it was said often enough this night. While nobody vouches for the clock it may be day."""
    night = about.world.sure and about.home.is_night(about.at)
    return night and now.place is not None and now.place.round >= HUSHED_FROM


def _half_hours(incident: Incident) -> int:
    """In which half hour since it was raised the present rung began: of one half hour, one rung is told."""
    since = incident.place.since if incident.place is not None else incident.began
    return (since - (incident.raised or incident.began)) // HUSHED_FOR


def _climbed(was: Incident, now: Incident, asked: tuple[Told, ...]) -> bool:
    """Whether it is news that people are asked: on each rung of the first round, then once a round."""
    if was.place is None or now.place is None:
        return bool(asked)
    return now.place.round != was.place.round or (bool(asked) and now.place.round == 1)


def _asked(was: Incident | None, now: Incident) -> tuple[Told, ...]:
    """Who is asked in this step. The centre only if it may have heard."""
    known = {told.key for told in was.told} if was is not None else set()
    new = (told for told in now.told if told.key not in known and told.purpose == "alarm")
    return tuple(t for t in new if t.way != "centre" or now.received_by is not None or now.received)


def _name(home: Home, to: str) -> str:
    contact = home.contacts.get(to)
    return contact.name if contact is not None else to
