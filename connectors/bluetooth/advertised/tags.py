"""Is a tag here? Presence by the strength of its signal, for any tag that advertises: a carer's, or the resident's."""

import math
from datetime import datetime, timedelta

from msgspec import Struct, structs

NEAR = -88.0
"""dBm, smoothed. In a home of brick walls a tag is heard at -40 to -88 (two walls and a body cost about 40 dB of the
-45 at a metre); fainter is the street or the neighbour's flat. Our choice: the installer walks the rooms with it."""

FAR = -96.0
"""dBm, smoothed. 8 below `NEAR`: a body that turns round costs 5 to 10 dB. Radios lose packets from about -97 on."""

SMOOTHED_OVER = 10.0
"""Seconds. Single packets vary by 10 dB and more from fading; somebody who walks out needs longer than this."""

SETTLES = timedelta(seconds=3)
"""A tag is here when it was heard over at least so long: not a single packet from a car that passes."""

HOLDS = timedelta(minutes=1)
"""Between two changes at the least. A tag at the edge must not chatter, and no visit is shorter."""

GONE = timedelta(minutes=3)
"""Silence after which a tag is away. Tags advertise every 1 to 10 s; it must be longer than the 90 s that a radio may
be deaf before it is noticed (behaviour 20), or a deaf radio would send everybody away."""


LOUDEST = 20
"""dBm. The standard's strengths end here, and its 127 means "not known": that says nothing of how near a tag is."""


class Range(Struct, frozen=True, gc=False):
    """What is known of one tag. `near` is None until it is known; `since` is when that last changed or was looked at
    anew; `first` is when it began to be heard, `heard` when it was last, `strength` its smoothed signal in dBm.
    """

    since: datetime
    near: bool | None = None
    first: datetime | None = None
    heard: datetime | None = None
    strength: float = 0.0


Step = tuple[Range, bool | None]
"""The tag after a step, and whether it is now in range, if that changed."""


def heard(tag: Range, rssi: int, at: datetime) -> Step:
    """The tag after one advertisement. One of unknown strength only breaks the silence of a tag that is here."""
    if rssi > LOUDEST:
        return (structs.replace(tag, heard=at) if tag.near else tag), None
    first, last = tag.first, tag.heard
    if first is None or last is None or at - last > GONE:
        tag = structs.replace(tag, first=at, heard=at, strength=float(rssi))
    else:
        share = 1.0 - math.exp(-(at - last).total_seconds() / SMOOTHED_OVER)
        strength = tag.strength + share * (rssi - tag.strength)
        tag = structs.replace(tag, heard=at, strength=strength)
    return _changed(tag, at)


def due(tag: Range) -> datetime | None:
    """When the silence will have lasted too long."""
    if tag.near is False:
        return None
    return max(tag.since, tag.heard or tag.since) + GONE


def quiet(tag: Range, at: datetime) -> Step:
    """The tag when nothing was heard of it until `at`."""
    when = due(tag)
    if when is None or at < when:
        return tag, None
    return Range(since=at, near=False), False


def looked_again(tag: Range, at: datetime) -> Range:
    """The tag after the radio could not hear: its silence begins to count now, and what was known stays known."""
    return Range(since=at, near=tag.near)


def _changed(tag: Range, at: datetime) -> Step:
    if tag.first is None or (tag.near is not None and at - tag.since < HOLDS):
        return tag, None
    here = tag.strength >= NEAR and at - tag.first >= SETTLES
    if not tag.near and here:
        return structs.replace(tag, near=True, since=at), True
    if tag.near and tag.strength < FAR:
        return structs.replace(tag, near=False, since=at), False
    return tag, None
