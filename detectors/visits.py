"""Did the carer come? Seen by a tag; or by the exit door and movement, where nobody else could have moved.

Not to have seen a visit is not the same as that nobody came: what could not be seen is never called missed.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors import visit_sight, visit_whose
from detectors.doorway import is_exit
from detectors.stateless import NO_FINDINGS
from detectors.visit_known import Watched, lain, put
from detectors.visit_periods import (
    Period,
    corrected,
    first,
    following,
    late_at,
    listens,
    missed_at,
    unseen,
)  # fmt: skip
from detectors.visit_sight import Sight, sight_of
from detectors.visit_traces import TAG_GAP, Caller, Doorway, Stay, Tagged, at_door, at_tag, inside
from detectors.visit_whose import meant
from detectors.visit_words import DOOR, Words
from hub.core.activity import moved, shows_movement
from hub.model.events import ACTIVITY, ClockStepped, DeviceWent, HubStarted, LinkChanged, Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.ids import DeviceId
from hub.model.visits import Visit, VisitStep

LOOKS_ROUND = timedelta(minutes=10)
"""After the hub was off nothing is concluded for this long: who is there now is still to be seen (our choice)."""

SHORT = timedelta(minutes=1)
"""A hub that was off for less (its program began anew, or stalled) has missed nothing that matters (our choice)."""

Findings = tuple[Finding, ...]


class CareVisits(Struct, frozen=True, kw_only=True):
    """Tells of each visit that it is there, late, missed, or could not be seen. The fields are the settings."""

    name: ClassVar[str] = "care visits"
    hears: ClassVar[frozenset[str]] = ACTIVITY | {"in range"}
    memory: ClassVar[type[Watched]] = Watched

    visits: tuple[Visit, ...]
    timezone: str
    sight: Sight
    words: Words
    settle: timedelta
    rules: str

    def start(self, at: datetime) -> Watched:
        """Nobody is here. A visit that should have begun already could not be seen until now."""
        return self._armed(self._renewed(Watched(at=at), at), at)

    def deadline(self, memory: Watched) -> datetime | None:
        """When a visit may be late, missed or over. With settings that have changed: at once."""
        return memory.due if memory.rules == self.rules else memory.at

    def step(self, memory: Watched, event: Sensed) -> tuple[Watched, Findings]:
        """What is known after `event`."""
        if isinstance(event, Reading):
            seen = self._read(memory, event)
            return (memory, NO_FINDINGS) if seen is memory else self._looked(memory, seen, event.heard)
        if isinstance(event, HubStarted):
            return self._gap(memory, event), NO_FINDINGS
        if isinstance(event, DeviceWent | LinkChanged):
            seen = self._sight(memory, event)
            return (memory, NO_FINDINGS) if seen is memory else self._looked(memory, seen, event.at)
        if isinstance(event, ClockStepped):
            right = self._on_the_right_clock(memory, event.at)
            looked, found = self._looked(right, right, event.at)
            return looked, (*self._dropped(memory, right, event.at), *found)
        due = self.deadline(memory)
        return (memory, NO_FINDINGS) if due is None or event.at < due else self._looked(memory, memory, event.at)

    # what is seen

    def _read(self, memory: Watched, seen: Reading) -> Watched:
        if seen.cached or not seen.known:
            return memory
        if seen.kind == "in range":
            return self._tagged(memory, seen)
        if is_exit(seen):
            most = self._longest
            return self._walked(memory, *at_door(memory.doorway, seen, memory.held, most)) if moved(seen) else memory
        memory = lain(memory, seen)
        if seen.room is None or not shows_movement(seen):
            return memory
        walked = inside(memory.doorway, seen, seen.room, memory.held, self._longest, self.settle)
        return self._walked(memory, *walked)

    @property
    def _longest(self) -> timedelta:
        return max(visit.most for visit in self.visits)

    def _tagged(self, memory: Watched, seen: Reading) -> Watched:
        if seen.device not in self.sight.tags:
            return memory
        known = memory.tags.get(seen.device)
        now = at_tag(known, seen)
        if now is known or now is None:
            return memory
        return structs.replace(memory, tags={**memory.tags, seen.device: now})

    def _walked(self, memory: Watched, doorway: Doorway, stay: Stay | None) -> Watched:
        if doorway is memory.doorway:
            return memory
        memory = structs.replace(memory, doorway=doorway)
        if stay is None:
            return memory
        known = visit_whose.noted(self.visits, memory.periods, stay)
        visit = known or visit_whose.made(self.visits, memory.periods, memory.tags.values(), stay)
        if visit is None:
            return memory
        # It was a visit, so its end was its end.
        memory = structs.replace(memory, doorway=structs.replace(doorway, caller=None))
        if known is not None:
            return put(memory, visit, left=stay.left)
        if not self.sight.alone:
            return put(memory, visit, perhaps=self.words.at_the_door(stay.door, stay.came))
        seen = self.words.by_the_door(stay.door, stay.came, stay.rooms)
        return put(memory, visit, came=stay.came, left=stay.left, seen=seen)

    # what cannot be seen

    def _sight(self, memory: Watched, event: DeviceWent | LinkChanged) -> Watched:
        unheard = visit_sight.after(memory.unheard, event)
        if unheard is memory.unheard:
            return memory
        held = {device: room for device, room in memory.held.items() if device not in unheard.lost}
        memory = structs.replace(memory, unheard=unheard, held=held)
        return self._noted(memory, min(event.since or event.at, event.at), event.at)

    def _noted(self, memory: Watched, since: datetime, at: datetime) -> Watched:
        known = ((visit, memory.periods[visit.id]) for visit in self.visits if visit.id in memory.periods)
        periods = {
            visit.id: visit_sight.noted(visit, period, self.sight.missing(memory.unheard, visit), since, at)
            for visit, period in known
        }
        return structs.replace(memory, periods=periods)

    def _gap(self, memory: Watched, event: HubStarted) -> Watched:
        """While the hub was off anybody may have come or gone: who is there now is still to be seen."""
        if event.at - event.last_alive < SHORT:
            overdue = memory.due is not None and memory.due < event.at
            return structs.replace(memory, due=event.at) if overdue else memory
        why, wait = self.words.was_off(event.last_alive, event.at), event.at + LOOKS_ROUND
        caller = memory.doorway.caller
        if caller is not None:
            caller = structs.replace(caller, rooms=(), apart=False, left=None, until=max(caller.until, wait))
        doorway = structs.replace(memory.doorway, caller=caller, inside=True)
        memory = structs.replace(memory, doorway=doorway, held={}, wait=wait)
        for visit in self.visits:
            period = memory.periods.get(visit.id)
            if period is None or period.until <= event.at:
                begun = first(visit, event.at, self.timezone, why)
                memory = structs.replace(memory, periods={**memory.periods, visit.id: begun})
            elif (length := event.at - max(event.last_alive, listens(visit, period))) > period.unseen:
                memory = put(memory, visit, unseen=length, why=why)
        return self._armed(self._noted(memory, event.at, event.at), event.at)

    def _on_the_right_clock(self, memory: Watched, at: datetime) -> Watched:
        """The hours of visits are those of the clock on the wall: after a correction they are looked up again."""
        return self._noted(structs.replace(memory, periods=self._today(memory, at)), at, at)

    def _dropped(self, memory: Watched, right: Watched, at: datetime) -> Findings:
        """Visits that were asked about on the wrong clock, and are not those of this one."""
        old = ((visit, memory.periods[visit.id]) for visit in self.visits if visit.id in memory.periods)
        return tuple(
            self.words.finding("over", visit, period, at, self._not_seen(visit, period, at)) for visit, period in old
            if period.asked and period.came is None and right.periods[visit.id].cause != period.cause
        )  # fmt: skip

    def _today(self, memory: Watched, at: datetime) -> dict[str, Period]:
        """The period of each visit, by these settings and on this clock: what is known of it is kept if it can be."""
        why = self.words.not_watched(at)
        visits, known = {visit.id: visit for visit in self.visits}, memory.periods
        kept = {name: corrected(visits[name], each, self.timezone) for name, each in known.items() if name in visits}
        return {visit.id: kept.get(visit.id) or first(visit, at, self.timezone, why) for visit in self.visits}

    def _renewed(self, memory: Watched, at: datetime) -> Watched:
        """With a period for each visit of these settings."""
        periods = self._today(memory, at)
        tags = {device: tag for device, tag in memory.tags.items() if device in self.sight.tags}
        return self._noted(structs.replace(memory, periods=periods, tags=tags, rules=self.rules), at, at)

    # what follows

    def _looked(self, before: Watched, memory: Watched, now: datetime) -> tuple[Watched, Findings]:
        """Whatever is due is concluded."""
        if memory.rules != self.rules:
            memory = self._renewed(memory, now)
        if memory.wait is not None and now < memory.wait:
            return self._armed(memory, now), NO_FINDINGS
        memory, found = structs.replace(memory, wait=None), list[Finding]()
        memory = self._callers(before.doorway.caller, memory, now, found)
        for device in tuple(memory.tags):
            memory = self._of_tag(memory, device, now, found)
        for visit in self.visits:
            memory = self._concluded(memory, visit, now, found)
        return self._armed(memory, now), tuple(found)

    def _callers(self, before: Caller | None, memory: Watched, now: datetime, found: list[Finding]) -> Watched:
        """Whether somebody may be there now by what the door says, or has gone."""
        caller = memory.doorway.caller
        if caller is not None and caller.until <= now:
            caller = None  # for too long it was believed
        if before is not None and before.told and (caller is None or caller.came != before.came):
            found.append(self.words.gone(DOOR, now))
        if caller is not None and caller.shows:
            memory, caller = self._may_be_there(memory, caller, now, found)
        return structs.replace(memory, doorway=structs.replace(memory.doorway, caller=caller))

    def _may_be_there(
        self, memory: Watched, caller: Caller, now: datetime, found: list[Finding]
    ) -> tuple[Watched, Caller]:  # fmt: skip
        visit = meant(self.visits, memory.periods, caller.came, None)
        if visit is None:
            return memory, caller
        seen = self.words.by_the_door(caller.door, caller.came, caller.rooms)
        if not caller.told:
            found.append(self.words.here(DOOR, visit, now, seen))
            caller = structs.replace(caller, told=True)
        tagged = any(tag.left is None or tag.left >= caller.came for tag in memory.tags.values())
        if not self.sight.alone:
            return put(memory, visit, perhaps=self.words.at_the_door(caller.door, caller.came)), caller
        if caller.apart and not tagged and now - caller.came >= visit.least:
            return put(memory, visit, came=caller.came, left=caller.left, seen=seen), caller
        return put(memory, visit, hint=f"{seen}, nobody seen to leave"), caller

    def _of_tag(self, memory: Watched, device: DeviceId, now: datetime, found: list[Finding]) -> Watched:
        tag, near = memory.tags[device], self.words.near(device)
        visit = None if tag.counted else meant(self.visits, memory.periods, tag.came, device)
        if visit is not None and not tag.told:
            found.append(self.words.here(f"tag {device}", visit, now, near))
            tag = structs.replace(tag, told=True)
        if visit is not None and (tag.left or now) - tag.came >= visit.least:
            memory, tag = put(memory, visit, came=tag.came, sure=True, seen=near), structs.replace(tag, counted=True)
        rest = {each: known for each, known in memory.tags.items() if each != device}
        if tag.left is None or now < tag.left + TAG_GAP:
            return structs.replace(memory, tags={**rest, device: tag})
        if tag.told:
            found.append(self.words.gone(f"tag {device}", now))
        return self._tag_went(structs.replace(memory, tags=rest), device, tag, tag.left)

    def _tag_went(self, memory: Watched, device: DeviceId, tag: Tagged, left: datetime) -> Watched:
        """The tag is away for good: the visit that it showed has ended, or was too short to be one."""
        for visit in self.visits:
            period = memory.periods[visit.id]
            if period.sure and period.came == tag.came and period.left is None:
                return put(memory, visit, left=left)
        short = None if tag.counted else meant(self.visits, memory.periods, tag.came, device)
        if short is None:
            return memory
        return put(memory, short, hint=self.words.briefly(device, tag.came, left))

    def _concluded(self, memory: Watched, visit: Visit, now: datetime, found: list[Finding]) -> Watched:
        """What there is to say of one visit; and when its time is over, the next one is waited for."""
        while True:
            period = self._told(memory, visit, memory.periods[visit.id], now, found)
            if now < period.until:
                return structs.replace(memory, periods={**memory.periods, visit.id: period})
            if period.came is None:
                found.append(self.words.finding("over", visit, period, now, self._not_seen(visit, period, now)))
            after = following(visit, period, self.timezone)
            memory = structs.replace(memory, periods={**memory.periods, visit.id: after})

    def _told(self, memory: Watched, visit: Visit, period: Period, now: datetime, found: list[Finding]) -> Period:
        if period.came is not None:
            return self._seen(visit, period, period.came, now, found)
        if not period.asked and now >= self._when(memory, visit, period, late_at(visit, period)):
            step: VisitStep = "unseen" if self._doubt(visit, period, now) else "late"
            found.append(self.words.finding(step, visit, period, now, self._not_seen(visit, period, now)))
            period = structs.replace(period, asked=step)
        if period.asked and not period.final and now >= self._when(memory, visit, period, missed_at(visit, period)):
            last: VisitStep = "not known" if self._doubt(visit, period, now) else "missed"
            found.append(self.words.finding(last, visit, period, now, self._not_seen(visit, period, now)))
            period = structs.replace(period, final=True)
        return period

    def _seen(self, visit: Visit, period: Period, came: datetime, now: datetime, found: list[Finding]) -> Period:
        says = self.words.came(visit, came, period.seen, now)
        if not period.said:
            found.append(self.words.finding("seen", visit, period, now, says))
        elif period.said == "came" and period.left is not None:
            found.append(self.words.finding("ended", visit, period, now, says))
        return structs.replace(period, said="came" if period.left is None else "left")

    def _doubt(self, visit: Visit, period: Period, now: datetime) -> str:
        """Why it may have been made all the same; nothing if it would have been seen."""
        if unseen(visit, period, now) >= visit.least:
            return period.why
        tagged = visit.tag in self.sight.tags
        return "" if self.sight.alone or tagged else period.perhaps

    def _not_seen(self, visit: Visit, period: Period, now: datetime) -> str:
        return self.words.not_seen(visit, period, self._doubt(visit, period, now), now)

    def _when(self, memory: Watched, visit: Visit, period: Period, limit: datetime) -> datetime:
        """When that limit is reached: later, but for ever so long, while somebody who may be the carer is there."""
        held = self._held_until(memory, visit)
        later = min(held, limit + visit.most) if held is not None else limit
        return min(max(limit, later), period.until)

    def _held_until(self, memory: Watched, visit: Visit) -> datetime | None:
        tag = memory.tags.get(visit.tag) if visit.tag is not None else None
        if tag is not None and tag.left is None and self._is_for(memory, visit, tag.came, visit.tag):
            return tag.came + visit.least
        caller = memory.doorway.caller
        if self.sight.alone and caller is not None and caller.shows and self._is_for(memory, visit, caller.came, None):
            return caller.came + visit.most
        return None

    def _is_for(self, memory: Watched, visit: Visit, came: datetime, tag: DeviceId | None) -> bool:
        whose = meant(self.visits, memory.periods, came, tag)
        return whose is not None and whose.id == visit.id

    def _armed(self, memory: Watched, now: datetime) -> Watched:
        """With the moment at which it wants to look again."""
        dues = [due for visit in self.visits if (due := self._due(memory, visit)) is not None]
        caller = memory.doorway.caller
        if caller is not None:
            visit = meant(self.visits, memory.periods, caller.came, None) if caller.apart and caller.shows else None
            dues += [caller.until, *([counts] if visit and (counts := caller.came + visit.least) > now else [])]
        for device, tag in memory.tags.items():
            dues += [tag.left + TAG_GAP] if tag.left is not None else []
            waits = not tag.counted and tag.left is None
            visit = meant(self.visits, memory.periods, tag.came, device) if waits else None
            dues += [tag.came + visit.least] if visit is not None else []
        due = min(dues) if memory.wait is None else max(min(dues), memory.wait)
        return structs.replace(memory, at=now, due=due)

    def _due(self, memory: Watched, visit: Visit) -> datetime | None:
        period = memory.periods[visit.id]
        if period.came is not None or period.final:
            return period.until
        limit = missed_at(visit, period) if period.asked else late_at(visit, period)
        return self._when(memory, visit, period, limit)


def of(settings: Settings) -> CareVisits | None:
    """The detector, if it was agreed, the resident lives here now, and visits are expected."""
    if settings.home.service != "in service" or not settings.agreed("visits") or not settings.visits:
        return None
    sight = sight_of(settings)
    return CareVisits(
        visits=settings.visits, timezone=settings.hub.timezone, sight=sight,
        words=Words(timezone=settings.hub.timezone, names=sight.names),
        settle=settings.detectors.inactivity.home_again_after,
        rules=repr((settings.visits, settings.hub.timezone, sight.alone, sorted(sight.doors), sorted(sight.tags))),
    )  # fmt: skip
