"""What becomes of the sensors' words on their way to the hub: lost, late, said twice; and what the hub itself sees."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from hub.model.events import Event, HubStarted, LinkChanged, Reported
from hub.simulated.sensing import Signal
from hub.simulated.stories import Gap

LINK = "zigbee2mqtt"
SAID_TWICE_AFTER = 0.7
"""Seconds."""


class Radio(Struct, frozen=True, kw_only=True):
    """How bad the way to the hub is: the share of messages that are lost, come twice, or come late, and how late at
    most (seconds).
    """

    loses: float = 0.005
    twice: float = 0.002
    late: float = 0.0005
    latest: float = 1200.0


def carried(signals: Iterable[Signal], radio: Radio, seed: str) -> Iterator[tuple[float, float, Signal]]:
    """(when it comes, when it was, what). Not quite in order: what is late comes later."""
    chance = random.Random(f"{seed} radio").random
    loses, twice, late = radio.loses, radio.loses + radio.twice, radio.loses + radio.twice + radio.late
    for signal in signals:
        luck, at = chance(), signal[0]
        if luck >= late:
            yield at, at, signal
        elif luck >= twice:
            yield at + radio.latest * chance(), at, signal
        elif luck >= loses:
            yield at, at, signal
            yield at + SAID_TWICE_AFTER, at, signal


def heard(coming: Iterable[tuple[float, float, Signal]], gaps: tuple[Gap, ...], source: str) -> Iterator[Reported]:
    """What the hub is told, in the order in which it comes, without what it could not hear."""
    stamp = datetime.fromtimestamp
    for comes, was, (_, device, said) in coming:
        if gaps and any(_hides(gap, device, comes) for gap in gaps):
            continue
        at = stamp(round(comes, 3), UTC)
        yield Reported(at=at, source=source, name=device, said=said, seen=at if comes == was else stamp(was, UTC))


def _hides(gap: Gap, device: str, at: float) -> bool:
    return gap.begin <= at < gap.end and gap.what in (device, "hub", "link", "every sensor")


def of_the_hub(gaps: tuple[Gap, ...], since: float, until: float) -> list[Event]:
    """What the hub itself notices of the gaps: that it was off, and that a link went down and came back."""
    told: list[Event] = []
    for gap in gaps:
        begin, end = (datetime.fromtimestamp(min(at, 32e9), UTC) for at in (gap.begin, gap.end))
        if gap.what == "hub" and since <= gap.end < until:
            told.append(HubStarted(at=end, last_alive=begin - timedelta(seconds=1)))
        elif gap.what == "link":
            edges = ((gap.begin, begin, False), (gap.end, end, True))
            told += [LinkChanged(at=at, link=LINK, up=up, because="simulated") for when, at, up in edges
                     if since <= when < until]  # fmt: skip
    return told
