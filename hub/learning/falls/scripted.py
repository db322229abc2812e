"""Streams of scripted activity: what one subject did with one device, one recording after another."""

import zlib
from collections.abc import Iterable, Iterator

import numpy as np

from hub.learning.falls.recordings import Recording, Span, Worn
from hub.learning.falls.roughening import Roughness, roughened

LONG = 600.0
"""Seconds. A recording that is longer is a stream of its own: nobody need put it together."""
JOIN = 0.02
"""Seconds from the last sample of one recording to the first of the next."""


class Stream(Worn, frozen=True, kw_only=True, eq=False):
    """A stream as a device would send it: from 0 s on, one thing done after another."""

    @property
    def name(self) -> str:
        """Which stream it is, for people."""
        return f"{self.data_set} {self.subject} {self.device}"


def scripted(recordings: Iterable[Recording], how: Roughness, seed: int) -> Iterator[Stream]:
    """One stream for each subject and device, in order of their names, each with chances of its own.

    A subject's recordings come in a shuffled order, as one wearing: turned alike, at one rate.
    """
    worn: dict[tuple[str, str, str], list[Recording]] = {}
    for each in recordings:
        worn.setdefault((each.data_set, each.subject, each.device), []).append(each)
    for key in sorted(worn):
        chance = np.random.default_rng((seed, zlib.crc32("|".join(key).encode())))
        whole = sorted(worn.pop(key), key=lambda each: each.name)
        parts = [each for each in whole if each.seconds <= LONG]
        if parts:
            yield _stream([parts[each] for each in chance.permutation(len(parts))], how, chance)
        for each in whole:
            if each.seconds > LONG:
                yield _stream([each], how, chance)


def streams(recordings: Iterable[Recording]) -> int:
    """How many streams these recordings become."""
    recordings = list(recordings)
    long = sum(each.seconds > LONG for each in recordings)
    return long + len({(each.data_set, each.subject, each.device) for each in recordings if each.seconds <= LONG})


def _stream(parts: list[Recording], how: Roughness, chance: np.random.Generator) -> Stream:
    times, spans, at = [], [], 0.0
    for part in parts:
        shift = at - float(part.t[0])
        times.append(part.t + shift)
        spans += [_shifted(span, shift) for span in part.spans]
        at += part.seconds + JOIN
    t, acc = roughened(np.concatenate(times), np.concatenate([part.acc for part in parts]), how, chance)
    first = parts[0]
    return Stream(
        data_set=first.data_set, subject=first.subject, placement=first.placement, device=first.device, t=t, acc=acc,
        spans=tuple(spans), age=first.age,
    )  # fmt: skip


def _shifted(span: Span, by: float) -> Span:
    impact = None if span.impact is None else span.impact + by
    return Span(start=span.start + by, end=span.end + by, activity=span.activity, fall=span.fall, impact=impact)
