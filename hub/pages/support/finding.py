"""What is wrong, a finding each: from what the hub says of itself, and from what the machine shows."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from msgspec import Struct

from hub.pages.home.line import Line, Link
from hub.pages.home.now import Known, Now
from hub.pages.home.telling import Telling
from hub.pages.kit.words import Told, told
from hub.pages.words import later

Says = Mapping[str, Any]
Sort = Literal["bad", "unsure"]
WAITS = timedelta(seconds=60)
"""What waits longer than this to leave is told here, as an outbox that does not drain is by the auditor (60 s)."""
NAMED = 8
"""Devices that are named in one line: more do not fit on a telephone's page."""


class Finding(Struct, frozen=True):
    """One thing that is wrong, and what to do. What the hub said in English stands in `says` as it is."""

    sort: Sort
    says: Line
    do: Line


def gravest_first(found: Iterator[Finding]) -> list[Finding]:
    """In the order in which they are to be seen to; the same thing once."""
    seen: dict[str, Finding] = {}
    for each in found:
        seen.setdefault(f"{each.says.text}{each.says.values}", each)
    return sorted(seen.values(), key=lambda each: each.sort != "bad")


def silent(because: str, since: datetime | None) -> Iterator[Finding]:
    """No hub answers."""
    says = Line(later("The hub does not answer: {because}."), {"because": Line(because)})
    do = Line(later("On the hub, type: sudo systemctl restart carehub. Until it answers, ring or look in."))
    yield Finding("bad", says, do)
    if since is not None:
        says = Line(later("It has not answered since {at}."), {"at": since})
        yield Finding("bad", says, Line(later("What it wrote last: journalctl -u carehub -n 50")))


def of_status(status: Says, now: datetime) -> Iterator[Finding]:
    """What the hub says to "status"."""
    yield from _itself(status)
    for name, how in status["links"].items():
        if how != "up":
            says = Line(
                later("Not connected: {link} ({because})."), {"link": Link(name), "because": Line(how[len("down: ") :])}
            )
            yield Finding("bad", says, Line(later("Is it switched on and plugged in? Its check is below.")))
    yield from _waits(status, now)
    for what, how in status["unreadable input"].items():
        says = Line(later("Could not be read, {n} times: {what}."), {"n": how["count"], "what": what})
        yield Finding("unsure", says, Line(later("Send the diagnostics to whoever helps.")))
    if strange := status["not in settings"]:
        more = len(strange) - NAMED
        names = ", ".join(strange[:NAMED]) + (f" +{more}" if more > 0 else "")
        says = Line(later("Heard, but not in the settings: {names}."), {"names": names})
        yield Finding("unsure", says, Line(later("Give each its place at the visit, or remove it.")))


def _itself(status: Says) -> Iterator[Finding]:
    send = Line(later("Send the diagnostics to whoever helps."))
    if status["disk"] != "ok":
        says = Line(later("The hub's disk or card takes nothing: what happens now may be forgotten."))
        yield Finding("bad", says, Line(later("Make room, or replace the card. Then restart the hub.")))
    if status["unhandled"]:
        says = Line(later("The hub could not handle {n} events: a fault in its program."), {"n": status["unhandled"]})
        yield Finding("bad", says, send)
    if status["rows dropped"]:
        yield Finding("bad", Line(later("{n} events could not be kept."), {"n": status["rows dropped"]}), send)
    if status["clock"] != "sure":
        do = Line(later("On the hub, type: sudo timedatectl set-ntp true. A battery clock helps without internet."))
        yield Finding("unsure", Line(later("The hub is not sure of the time.")), do)


def _waits(status: Says, now: datetime) -> Iterator[Finding]:
    oldest = status["oldest_undelivered"]
    since = datetime.fromisoformat(oldest) if oldest else now
    if now - since > WAITS:
        says = Line(later("{n} messages wait to leave, the oldest since {at}."), {"n": status["outbox"], "at": since})
        yield Finding("bad", says, Line(later("Is the broadband up? Make the check below, with the providers.")))


def of_devices(devices: list[Says], to: Telling) -> Iterator[Finding]:
    """Devices that are not as they should be."""
    for each in (told(device, to) for device in devices):
        if each.sort != "good":
            yield _device(each)


def _device(each: Told) -> Finding:
    values = {"name": each.name, "state": each.state, "battery": each.battery}
    sort: Sort = "bad" if each.sort == "bad" else "unsure"
    return Finding(sort, Line(later("{name}: {state}. {battery}"), values), Line(each.does))


def of_now(known: Known) -> Iterator[Finding]:
    """What is to be seen to, and what keeps people from being told."""
    if not isinstance(known, Now):
        return
    if known.blind is not None:
        says = Line(later("Nothing can be seen since {at}."), {"at": known.blind})
        yield Finding("bad", says, Line(later("See to the radios and links first: all comes back with them.")))
    if all(each.refused for each in known.asked):
        says = Line(later("If there were an alarm now, nobody could be asked."))
        yield Finding("bad", says, Line(later("Look at the people and their hours.")))
    for way in known.ways:
        if not way.up:
            says = Line(later("A way out is down: {names}."), {"names": Link(way.name)})
            yield Finding("bad", says, Line(later("Is the broadband up? Make the check below, with the providers.")))
    for notice in known.notices:
        says = Line("{says}", {"says": Line(notice.says)})
        yield Finding("unsure", says, Line(later("It stands under Alarms, with its story.")))
