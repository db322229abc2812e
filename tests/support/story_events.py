"""What the lines of a story mean: each phrase that may be said, and the event that it is."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from hub.core.localtime import at_local, local
from hub.model.effects import Accepted, Call, Delivered, Document, Effect, Receipt, Refused, Text, TryAgain, Unanswered
from hub.model.events import (
    Answered,
    AvailabilityChanged,
    ClockStepped,
    ClockVouched,
    DevicesListed,
    DeviceTested,
    Event,
    FaultChanged,
    HubStarted,
    Impact,
    Keyed,
    LinkChanged,
    Listed,
    Paused,
    Receipted,
    Replied,
    Reported,
    RoutineCompared,
    Said,
    SettingsChanged,
    Value,
)
from hub.model.ids import DeviceId
from hub.model.routine import Change, Compared
from tests.support.story_lines import changed, settings_of
from tests.support.worn_motion import IMPACTS, MOVES, movement, window

SOURCE = "zigbee2mqtt"
UNITS = {"s": "seconds", "min": "minutes", "h": "hours"}
VALUES: dict[str, Value] = {"on": True, "off": False}
VERBS = {
    "acknowledges": "acknowledge", "is going": "travelling", "is there": "with_resident", "closes": "close",
    "cannot": "cannot", "cancels": "cancel", "received": "received", "tests": "test", "asks again": "again",
    "calls 999": "ambulance", "hands over": "hand_over",
}  # fmt: skip
RECEIPTS: dict[str, Receipt] = {
    "accepted": Accepted(provider_id="SM1"),
    "delivered": Delivered(),
    "unreachable": TryAgain(because="the phone is off", code=30003, unreachable=True),
    "not taken yet": TryAgain(because="the provider is busy", code=429),
    "refused (opt-out)": Refused(because="they opted out", code=21610, fault="opt-out"),
    "refused (landline)": Refused(because="it is a landline", code=30006),
    "refused (credit)": Refused(because="no money left", code=20003, fault="credit"),
    "refused": Refused(because="not a number that takes texts", code=21211),
    "busy": Unanswered(because="the telephone was busy"),
    "not taken": Unanswered(because="nobody took the call"),
    "taken by a voicemail": Unanswered(because="no key was pressed"),
    "over without a key": Unanswered(because="no key was pressed"),
}


class Off(NamedTuple):
    """The hub loses its power."""

    at: datetime


class Cast:
    """Who and what a story speaks of: the settings as they are now, and what was sent so far."""

    def __init__(self, tables: dict[str, Any], name: str) -> None:
        self.tables, self.name = tables, name
        self.settings = settings_of(tables, name)
        self.sent: list[Effect] = []
        self.counted = 0
        self.last_reply: dict[str, Replied] = {}
        self.off: datetime | None = None

    def count(self) -> int:
        """The next number that was not used."""
        self.counted += 1
        return self.counted

    def device(self, said: str) -> str:
        """The id of the device that a story calls by its name; in quotes: a name that no settings know."""
        if said.startswith('"'):
            return said.strip('"')
        found = [d.id for d in self.settings.devices if said.lower() in (d.name.lower(), d.id)]
        if not found:
            raise ValueError(f'no device is called "{said}"')
        return found[0]

    def number(self, who: str) -> str:
        """The phone of a contact or resident, or the number itself."""
        people = (*self.settings.contacts, *self.settings.residents)
        phones = {p.id: p.phone for p in people if p.phone}
        return who if who.startswith("+") else phones[who]  # type: ignore[index]

    def last_call(self, to: str, about: str | None) -> Call:
        """The last call to somebody, about the incident with that code if it is said."""
        for effect in reversed(self.sent):
            if isinstance(effect, Call) and effect.to == to and about in (None, effect.reference):
                return effect
        raise ValueError(f"{to} was not called")

    def last_sent(self, to: str) -> Effect:
        """The last text to somebody, or the last document to the centre."""
        sent: Iterable[Effect] = reversed(self.sent)
        for effect in sent:
            if (isinstance(effect, Text) and effect.to == to) or (isinstance(effect, Document) and to == "centre"):
                return effect
        raise ValueError(f"nothing was sent to {to}")


Phrase = Callable[[Cast, datetime, re.Match[str]], Event | Off]


def event(cast: Cast, at: datetime, words: str) -> Event | Off:
    """The event that a line is. ValueError if nobody knows what it means."""
    for pattern, make in PHRASES:
        if match := re.fullmatch(pattern, words):
            return make(cast, at, match)
    raise ValueError(f'nobody knows what "{words}" means')


def _clock_before(cast: Cast, at: datetime, clock: str) -> datetime:
    """The last time before `at` that the clocks of the home showed this."""
    zone = cast.settings.hub.timezone
    hour, minute, second = (int(part) for part in f"{clock}:00".split(":")[:3])
    days = (local(at, zone).date() - timedelta(days=back) for back in (0, 1))
    found = (at_local(day, 60 * hour + minute, zone) + timedelta(seconds=second) for day in days)
    return next(time for time in found if time <= at)


def _reported(cast: Cast, at: datetime, match: re.Match[str], name: str, *said: Said) -> Reported:
    seen = _clock_before(cast, at, match["seen"]) if match["seen"] else None
    return Reported(at=at, source=SOURCE, name=name, said=said, seen=seen, retained=bool(match["cached"]))


def _motion(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    found = [d.id for d in cast.settings.devices if d.use == "motion" and d.room == match["room"]]
    return _reported(cast, at, match, found[0], Said("motion", VALUES[match["value"] or "on"]))


def _press(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    kind = {"press": "help", "cancel": "cancel"}[match["verb"]]
    return _reported(cast, at, match, cast.device(match["device"]), Said(kind, "emergency"))


def _door(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    return _reported(cast, at, match, cast.device(match["device"]), Said("contact", match["verb"] == "opens"))


def _says(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    parts = [part.strip().rpartition(" ") for part in match["what"].split(",")]
    said = [Said(kind, VALUES[value] if value in VALUES else float(value)) for kind, _, value in parts]
    return _reported(cast, at, match, cast.device(match["device"]), *said)


def _speaks(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    return _reported(cast, at, match, cast.device(match["device"]), Said("heard", True))


def _availability(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    online = match["how"] == "online"
    return AvailabilityChanged(at=at, source=SOURCE, name=cast.device(match["device"]), online=online)


def _listed(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    pairs = [part.split(" is ") for part in match["list"].split(", ")]
    named = [Listed(name=name.strip('" '), address=DeviceId(address.strip())) for name, address in pairs]
    return DevicesListed(at=at, source=SOURCE, devices=(*named, *_others(cast, {d.address for d in named})))


def _knows(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    without = {cast.device(match["device"])} if match["device"] else set[str]()
    return DevicesListed(at=at, source=SOURCE, devices=_others(cast, without))


def _others(cast: Cast, but: Iterable[str]) -> tuple[Listed, ...]:
    """A list is whole: the Zigbee devices of the settings, but those that the line spoke of."""
    zigbee = [d for d in cast.settings.devices if cast.settings.source(d.id) == SOURCE and d.id not in but]
    return tuple(Listed(name=d.id, address=d.id) for d in zigbee)


def _replies(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    sent = _clock_before(cast, at, match["sent"]) if match["sent"] else None
    reply = Replied(at=at, number=cast.number(match["who"]), text=match["text"], sid=f"SM-in-{cast.count()}", sent=sent)
    cast.last_reply[match["who"]] = reply
    return reply


def _replies_again(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    last = cast.last_reply[match["who"]]
    return Replied(at=at, number=last.number, text=last.text, sid=last.sid, sent=last.sent)


def _receipt(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    return Receipted(at=at, effect=cast.last_sent(match["to"]).key, receipt=RECEIPTS[match["how"]])


def _answered(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    rest = match["rest"]

    def found(pattern: str) -> str | None:
        hit = re.search(pattern, rest)
        return hit[1] if hit else None

    minutes, version, outcome = found(r"([0-9]+) min"), found(r"version ([0-9]+)"), found(r'as "([^"]*)"')
    by = found(r'by "([^"]*)"') or match["who"] or ("" if match["verb"] == "received" else "Sue")
    return Answered(
        at=at, via="centre" if match["via"] == "centre" else "socket", id=found(r"command (\S+)") or f"c{cast.count()}",
        by=by, does=VERBS[match["verb"]], incident=found(r"\b([A-Z][0-9]+)\b"),  # type: ignore[arg-type]
        version=int(version) if version else None, minutes=int(minutes) if minutes else None,
        to=found(r'to "([^"]*)"'),
        outcome=outcome,  # type: ignore[arg-type]
    )  # fmt: skip


def _knows_nothing(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    return DevicesListed(at=at, source="zigbee2mqtt", devices=())


def _link(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    return LinkChanged(at=at, link=match["link"], up=match["how"] in ("up", "online"))


def _bridge(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    return LinkChanged(at=at, link="zigbee2mqtt", up=match["how"] == "online")


STRUCK_BEFORE = timedelta(seconds=2.5)
"""So long before the hub hears of it was the device struck."""


def _struck(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    made, peak = window(match["what"], int(match["seed"] or 1))
    device = DeviceId(cast.device(match["device"]))
    return Impact(at=at, device=device, struck=at - STRUCK_BEFORE, window=made, peak=peak, rate=50.0, most=16.0)


def _moves(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    return movement(match["how"], cast.device(match["device"]), at, float(match["span"] or 30))


def _fault(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    because = match["because"] or f"{match['cause']}: works again"
    return FaultChanged(
        at=at, cause=match["cause"], present=match["how"] == "broken", because=because,
        life_saving=bool(match["saving"]),
    )  # fmt: skip


def _clock(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    by = timedelta(**{UNITS[match["unit"]]: int(match["by"])})
    return ClockStepped(at=at + by, by=by)


def _vouched(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    return ClockVouched(at=at, sure=match["how"] == "sure", because="the story says so")


def _settings(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    for change in re.split(r" and (?=\[)", match["change"]):
        cast.tables = changed(cast.tables, change)
    cast.settings = settings_of(cast.tables, cast.name)
    return SettingsChanged(at=at, settings=cast.settings)


def _compared(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    """What the night made of the week that ended yesterday."""
    found = (re.fullmatch(r"(\w+) (\S+) usually (\S+) since (\S+)", each) for each in match["changes"].split(" and "))
    changes = tuple(
        Change(measure=one[1], now=float(one[2]), usual=float(one[3]), since=date.fromisoformat(one[4]))  # type: ignore[arg-type]
        for one in found if one is not None
    )  # fmt: skip
    until = local(at, cast.settings.hub.timezone).date() - timedelta(days=1)
    return RoutineCompared(at=at, compared=Compared(until=until, score=5.0, changes=changes))


def _visit(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    hours = match["hours"]
    return Paused(at=at, what="visit", until=at + timedelta(hours=int(hours)) if hours else None, by=match["who"])


def _tried(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    return DeviceTested(at=at, device=match["device"].strip('"'), by=match["who"])


def _off(cast: Cast, at: datetime, match: re.Match[str]) -> Off:
    cast.off = at
    return Off(at)


def _on(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    if cast.off is None:
        raise ValueError("the hub is on already")
    off, cast.off = cast.off, None
    return HubStarted(at=at, last_alive=off, version="story")


def _pressed(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    call = cast.last_call(match["who"], match["about"])
    after = "1" if match["after"] else ""
    return Keyed(at=at, effect=call.key, key=match["key"], sid=f"FN/{call.key}", after=after)


def _call_over(cast: Cast, at: datetime, match: re.Match[str]) -> Event:
    call = cast.last_call(match["to"], match["about"])
    return Receipted(at=at, effect=call.key, receipt=RECEIPTS[match["how"]])


_MARKS = r"(?P<cached> cached)?( seen (?P<seen>[0-9:]+))?"
_DEVICE = r'(?P<device>"[^"]+"|[^"]+?)'
PHRASES: tuple[tuple[str, Phrase], ...] = (
    (rf"{_DEVICE} is struck: (?P<what>{'|'.join(IMPACTS)})( \(another (?P<seed>[0-9]+)\))?", _struck),
    (rf"{_DEVICE} (?P<how>{'|'.join(MOVES)})( \((?P<span>[0-9]+) s\))?", _moves),
    (r"(?P<who>\w+) (begins a visit for (?P<hours>[0-9]+) hours|ends the visit)", _visit),
    (rf"(?P<who>\w+) tries {_DEVICE}", _tried),
    (r"the night finds (?P<changes>.+)", _compared),
    (r"hub off", _off),
    (r"hub on", _on),
    (r"settings: (?P<change>.+)", _settings),
    (r"devices are (?P<list>.+)", _listed),
    (rf"zigbee2mqtt knows all( but {_DEVICE})?", _knows),
    (r"zigbee2mqtt knows nothing", _knows_nothing),
    (r'(?P<who>\w+|\+[0-9]+) (replies|texts) "(?P<text>[^"]*)"( sent (?P<sent>[0-9:]+))?', _replies),
    (r"(?P<who>\w+)'s text comes again", _replies_again),
    (r"(?P<to>\w+)'s (text|document) is (?P<how>.+)", _receipt),
    (r"(?P<who>\w+) presses (?P<key>[0-9*#])(?P<after> after 1)?( about (?P<about>[A-Z][0-9]+))?", _pressed),
    (r"(?P<to>\w+)'s call( about (?P<about>[A-Z][0-9]+))? is (?P<how>.+)", _call_over),
    (rf"(?P<via>centre|console:) ?((?P<who>\w+) )?(?P<verb>{'|'.join(VERBS)})(?P<rest>.*)", _answered),
    (r"link (?P<link>.+) (?P<how>up|down)", _link),
    (r"bridge (?P<how>online|offline)", _bridge),
    (r'"(?P<cause>[^"]+)" is (?P<how>broken|mended)(?P<saving>, it saves life)?(: "(?P<because>[^"]+)")?', _fault),
    (r"clock (?P<by>[+-]?[0-9]+) (?P<unit>s|min|h)", _clock),
    (r"clock (?P<how>sure|unsure)", _vouched),
    (rf"motion (?P<room>\w+)( (?P<value>on|off))?{_MARKS}", _motion),
    (rf"(?P<verb>press|cancel) {_DEVICE}{_MARKS}", _press),
    (rf"{_DEVICE} (?P<verb>opens|closes){_MARKS}", _door),
    (rf"{_DEVICE} says (?P<what>[a-z0-9,. -]+?){_MARKS}", _says),
    (rf"{_DEVICE} is heard{_MARKS}", _speaks),
    (rf"{_DEVICE} goes (?P<how>online|offline)", _availability),
)
"""Every phrase that a story may use, and what it means."""
