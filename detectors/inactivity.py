"""Has nobody moved for longer than fits this person, here and now? Nothing is concluded while the resident is out.

Until their days are known, and as the longest wait ever after, a plain limit holds by day and by night.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors import in_bed, lone_movement, whole_sight
from detectors.allowed_silence import Allowed, Silence
from detectors.doorway import is_exit, shows_inside, used
from detectors.learned_wait import PAUSE, Learning, Wait, nobody_in, other_clock, unseen
from detectors.longest_waits import LONG_LIMIT, Longest, longest
from detectors.sight import Sight, Watching, after, eyes
from detectors.silence_known import Concern, Watch, is_plain, is_told, may_be_out, with_bed
from detectors.silence_words import still
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock
from detectors.whereabouts import whereabouts
from hub.core.activity import moved
from hub.model.events import ACTIVITY, PRESSES, HubStarted, Reading, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.ids import RoomId
from hub.model.whereabouts import Whereabouts

TOLD_APART = timedelta(seconds=10)
"""Movement during a concern is reported for each new room, else this far apart: enough to judge two minutes by."""

STILL_COMING_IN = timedelta(minutes=2)
"""Whoever came home may open the door again so soon, and has not left (our choice)."""

HEEDED = timedelta(hours=24)
"""Movement after a concern is reported this long; later the concern is with people, or over."""


NOBODY_BACK = timedelta(days=4)
"""Nobody inside for so long after the exit door was used is told here too, whatever another detector told of it: it may
be that nobody agreed to that one, and nobody should be waited for for ever (our choice: longer than a long weekend)."""


class Inactivity(Struct, frozen=True, kw_only=True):
    """Raises a finding when nothing in the home has moved for longer than is allowed. The fields are the settings."""

    name: ClassVar[str] = "inactivity"
    hears: ClassVar[frozenset[str]] = ACTIVITY
    memory: ClassVar[type[Watch]] = Watch

    longest: Longest
    sensors: whole_sight.Sensors
    learning: Learning
    away_after_door: timedelta
    home_again_after: timedelta
    watching: Watching
    rules: str
    rooms: dict[RoomId, str]
    bedrooms: frozenset[RoomId] = frozenset()
    away: bool = False
    by_bed: bool = False

    def start(self, at: datetime) -> Watch:
        """Counts from now; the resident is taken to be at home."""
        return self._armed(Watch(Silence(None, None, at, at), Sight(), self.learning.start(at)), at)

    def deadline(self, memory: Watch) -> datetime | None:
        """When the silence may have lasted too long, whoever left is taken to be out, or a new day begins."""
        if self.away or memory.away:
            return None if self.away and memory.away else memory.silence.by_night
        return memory.due if memory.rules == self.rules else self._next(memory)

    def step(self, memory: Watch, event: Sensed) -> tuple[Watch, tuple[Finding, ...]]:
        """What is known after `event`."""
        if self.away:
            return self._gone(memory, event), NO_FINDINGS
        if memory.away:
            memory = self._back(memory, event.heard if isinstance(event, Reading) else event.at)
        if isinstance(event, Reading):
            a_caller = False
            if self.by_bed and (event.use in in_bed.HEEDS or memory.lies.listens):
                lies, a_caller = in_bed.heard(memory.lies, event)
                memory = with_bed(memory, lies)
            return self._moved(memory, event, a_caller=a_caller) if moved(event) else (memory, NO_FINDINGS)
        if isinstance(event, Tick):
            due = self.deadline(memory)
            if due is None or event.at < due:
                return memory, NO_FINDINGS
            return self._due(memory, event.at)
        return self._looked(memory, event), NO_FINDINGS

    def _gone(self, memory: Watch, event: Sensed) -> Watch:
        """While the service is suspended nothing counts, and what was learned is kept."""
        known = memory if isinstance(event, Reading | Tick) else self._heard(memory, event)
        if memory.away and known is memory:
            return memory
        return Watch(
            memory.silence, known.sight, nobody_in(memory.wait), "home", None, None, None, self.rules, away=True,
            rooms=memory.rooms, whole=known.whole, lies=in_bed.nobody(known.lies),
        )  # fmt: skip

    def _back(self, memory: Watch, at: datetime) -> Watch:
        """The service goes on: the silence counts from now."""
        begun = structs.replace(memory, silence=Silence(None, None, at, at), due=None, rules="", away=False)
        return self._armed(begun, at)

    def of_resident(self, memory: Watch, at: datetime) -> Whereabouts:
        """Where the resident is, and when that will be a concern if nothing changes."""
        return whereabouts(self, memory, at)

    def _moved(self, memory: Watch, seen: Reading, *, a_caller: bool) -> tuple[Watch, tuple[Finding, ...]]:
        at, last = seen.at, memory.silence.moved
        if last is not None and at <= last:
            return memory, NO_FINDINGS
        by_door = seen.use == "exit door" and is_exit(seen)
        stands = is_told(memory) or (last is not None and at - last >= LONG_LIMIT)
        memory = self._ended(memory, seen)
        silence = Silence(at, seen.room, at, at)
        if not by_door and is_plain(memory):
            known, wait = memory.wait.until, self.learning.moved(memory.wait, at, seen.room)
            goes_on = structs.replace(memory, silence=silence, wait=wait)
            # The first wait that is learned may be shorter than the plain limit by which `due` was worked out.
            return self._armed(goes_on, seen.heard) if known is None and wait.until else goes_on, NO_FINDINGS
        memory = structs.replace(memory, silence=silence)
        if by_door:
            # Whoever it was: what moved in one room alone before may have been nobody.
            lone = None if memory.lone is None else structs.replace(memory.lone, door=True)
            memory = structs.replace(memory, lone=lone)
            if a_caller and memory.where != "out" and not stands:
                # Who put her to bed goes. She is in, and that silence begins with a stranger's movement.
                home = structs.replace(memory, where="home", door=None, wait=nobody_in(memory.wait))
                return self._armed(home, seen.heard), NO_FINDINGS
            return self._armed(self._through(memory, seen, stands=stands), seen.heard), NO_FINDINGS
        return self._inside(self._alone(memory, seen), seen)

    def _ended(self, memory: Watch, seen: Reading) -> Watch:
        """What the silence teaches that this movement ends; nothing if she was or may have been out, or was hidden."""
        last, whole = memory.silence.moved, memory.whole
        if last is None or seen.at - last < PAUSE or may_be_out(memory) or whole.hides:
            return memory
        wait = self.learning.ended(memory.wait, memory.silence, seen.at, memory.concern.at if memory.concern else None)
        return structs.replace(memory, wait=wait, whole=whole_sight.counted(whole, seen.device))

    def _alone(self, memory: Watch, seen: Reading) -> Watch:
        """Movement inside since she was taken to be out: whether it is hers."""
        lone = memory.lone
        if (lone is None and memory.where != "out") or (lone is not None and lone.door):
            return memory
        judged = lone_movement.seen(lone, seen.room or "", seen.at)
        memory = structs.replace(memory, lone=judged.lone)
        if judged.walks and lone is not None:
            rooms = lone_movement.taught(memory.rooms, lone.room, home=True)
            memory = structs.replace(memory, rooms=rooms)
        if memory.where == "out" and (judged.somebody or not self._misleads(memory, seen.room)):
            return structs.replace(memory, where="home", door=None, wait=nobody_in(memory.wait))
        return memory

    def _misleads(self, memory: Watch, room: RoomId | None) -> bool:
        """Whether movement in this room alone says little, once her days are known. Never where no door would tell."""
        known = memory.wait.learned.worth and not memory.whole.unheard & self.sensors.doors
        return bool(known) and lone_movement.misleads(memory.rooms, room or "")

    def _through(self, memory: Watch, door: Reading, *, stands: bool) -> Watch:
        """The exit door was used: whoever is home may be leaving, and whoever is out is back.

        `stands`: people were told of a silence, or it was very long, and this ends it. Somebody comes: whoever lies or
        sleeps there does not open the door first.
        """
        if memory.where == "out" or stands:
            wait = self.learning.returned(memory.wait, door.at)
            return structs.replace(memory, where="returned", door=used(None, door), wait=wait)
        memory = structs.replace(memory, wait=self._goes_on(memory, door))
        if memory.door is None and door.value is not True:
            # Nobody saw it open: the first report of a new sensor, say. To call that a departure could hide a fall.
            return memory
        use = used(memory.door, door)
        # The door that let her in closes behind her, or is opened again for the bags: later it is a new departure.
        first = memory.door or use
        stays = memory.where == "returned" and use.opened - first.opened < STILL_COMING_IN
        return structs.replace(memory, where="returned" if stays else "leaving", door=use)

    def _goes_on(self, memory: Watch, seen: Reading) -> Wait:
        """The wait after a movement; anew where nobody was in before, or people know of the silence that it ends."""
        anew = memory.where in ("out", "returned") or memory.concern is not None
        if anew and memory.where == "returned" and seen.use == "exit door":
            return self.learning.returned(memory.wait, seen.at)
        return self.learning.moved(nobody_in(memory.wait) if anew else memory.wait, seen.at, seen.room)

    def _inside(self, memory: Watch, seen: Reading) -> tuple[Watch, tuple[Finding, ...]]:
        door = memory.door
        if memory.where != "out":
            memory = structs.replace(memory, wait=self._goes_on(memory, seen))
        if memory.where == "out":
            pass
        elif door is not None and not door.closed and (memory.where == "returned" or door.again):
            # She is in, and the door that let her in is still to close behind her: that will not be a departure.
            memory = self._came(structs.replace(memory, where="returned"))
        elif memory.where != "leaving" or door is None or shows_inside(door, seen, self.home_again_after):
            # A door that still stands open may yet close behind somebody who leaves.
            door = door if door is not None and not door.closed else None
            memory = self._came(structs.replace(memory, where="home", door=door))
        memory, findings = self._withdrawn(memory, seen)
        return self._armed(memory, seen.heard), findings

    def _came(self, memory: Watch) -> Watch:
        """She is in. If she came by the door, what moved in one room before was not she."""
        lone = memory.lone
        if lone is None or not lone.door:
            return memory
        rooms = lone_movement.taught(memory.rooms, lone.room, home=False)
        return structs.replace(memory, lone=None, rooms=rooms, wait=self.learning.unlearned(memory.wait, lone.since))

    def _withdrawn(self, memory: Watch, seen: Reading) -> tuple[Watch, tuple[Finding, ...]]:
        """Movement after a concern, for the hub to judge whether it can only be the resident's own."""
        concern, room = memory.concern, seen.room
        if concern is None or room is None or seen.kind in PRESSES or seen.at <= concern.at:
            return memory, NO_FINDINGS
        if seen.at - concern.at > HEEDED:
            return structs.replace(memory, concern=None), NO_FINDINGS
        if concern.reported is not None and room in concern.rooms and seen.at - concern.reported < TOLD_APART:
            return memory, NO_FINDINGS
        rooms = concern.rooms if room in concern.rooms else (*concern.rooms, room)
        because = f"movement in {self.rooms.get(room, room)} at {self.clock(seen.at, seen.heard)}"
        finding = Finding(kind="inactivity", turn="withdrawn", at=seen.heard, because=because, device=seen.device,
                          room=room, rooms=(room,), late=seen.late)  # fmt: skip
        return structs.replace(memory, concern=Concern(concern.at, seen.at, rooms)), (finding,)

    def _looked(self, memory: Watch, event: Sensed) -> Watch:
        """Time in which nothing could be seen is not silence: the count goes on when sight returns."""
        if isinstance(event, HubStarted):
            memory = with_bed(memory, in_bed.unseen(memory.lies, event))
            if memory.sight.blind_since is not None:
                return self._armed(memory, event.at)
            return self._armed(self._unseen(memory, event.last_alive, event.at), event.at)
        known, since = self._heard(memory, event), memory.sight.blind_since
        if known is memory:
            # The local time of everything remembered changes with the clock, so what is due is worked out anew.
            return self._armed(structs.replace(memory, wait=other_clock(memory.wait)), event.at)
        if since is not None and known.sight.blind_since is None:
            known = self._unseen(known, since, event.at)
        return self._armed(known, event.at)

    def _heard(self, memory: Watch, event: Sensed) -> Watch:
        """What can be heard, after a device or a link came or went. The same object if nothing changed."""
        sight = after(memory.sight, event, self.watching)
        whole = whole_sight.after(memory.whole, event, self.sensors)
        lies = in_bed.unseen(memory.lies, event)
        if sight is memory.sight and whole is memory.whole and lies is memory.lies:
            return memory
        return structs.replace(memory, sight=sight, whole=whole, lies=lies)

    def _unseen(self, memory: Watch, since: datetime, until: datetime) -> Watch:
        silence, door = self.longest.plain.unseen(memory.silence, since, until), memory.door
        wait = unseen(memory.wait, since, until, memory.silence.by_night)
        if until - since >= whole_sight.HIDES:
            # She may have gone out or to bed in it: what is usual of a silence that was seen to begin says nothing.
            where = "home" if memory.where == "returned" else memory.where
            door = None if where == "home" and door is not None and door.closed else door
            return structs.replace(memory, silence=silence, door=door, wait=nobody_in(wait), where=where)
        return structs.replace(memory, silence=silence, door=door, wait=wait)

    def _due(self, memory: Watch, at: datetime) -> tuple[Watch, tuple[Finding, ...]]:
        if memory.wait.learns <= at:
            memory = structs.replace(memory, wait=self.learning.new_day(memory.wait, at))
        leaves, runs_out = self._leaves(memory), self.runs_out(memory)
        if leaves is not None and leaves <= at:
            gone = structs.replace(memory, where="out", door=None, wait=nobody_in(memory.wait), lone=None)
            return self._armed(gone, at), NO_FINDINGS
        if runs_out is None or runs_out > at:
            return self._armed(memory, at), NO_FINDINGS
        raised = structs.replace(memory, concern=Concern(at))
        return self._armed(raised, at), (still(self, memory, at),)

    def _armed(self, memory: Watch, now: datetime) -> Watch:
        """The memory with its next deadline, which is never past: a late reading may have moved it there."""
        due = self._next(memory)
        due = None if due is None else max(due, now)
        if due == memory.due and memory.rules == self.rules:
            return memory
        return structs.replace(memory, due=due, rules=self.rules)

    def _next(self, memory: Watch) -> datetime | None:
        dues = (memory.wait.learns, self._leaves(memory), self.runs_out(memory))
        return min(due for due in dues if due is not None)

    def _leaves(self, memory: Watch) -> datetime | None:
        if memory.where != "leaving" or memory.door is None or memory.sight.blind_since is not None:
            return None
        return memory.silence.by_night + self.away_after_door

    def runs_out(self, memory: Watch) -> datetime | None:
        """When the silence is too long; never while blind, out, or told already and nothing moved since."""
        if is_told(memory) or memory.sight.blind_since is not None:
            return None
        if memory.where == "out" and memory.lone is None:
            return memory.silence.by_night + NOBODY_BACK
        plain, learned = self.plain(memory).runs_out(memory.silence), self.learned_until(memory)
        if memory.where == "out" and memory.lone is not None and memory.wait.learned.worth:
            plain = max(plain, self.longest.doubted(memory.lone.doubted_since, memory.silence))
        return plain if learned is None else min(plain, learned)

    def plain(self, memory: Watch) -> Allowed:
        """The longest wait, whatever is learned."""
        silence, lone = memory.silence, memory.lone is not None
        hidden = silence.moved is not None and silence.by_night - silence.moved >= whole_sight.HIDES
        doubt = hidden or memory.whole.hides
        return self.longest.of(known=bool(memory.wait.learned.worth), doubt=doubt, lone=lone)

    def learned_until(self, memory: Watch) -> datetime | None:
        """Until when it may last by what is learned; None if that says nothing now."""
        return None if memory.whole.hides or memory.where == "out" else memory.wait.until

    def clock(self, at: datetime, now: datetime) -> str:
        """A time on the clocks of the home."""
        return clock(at, now, self.longest.plain.timezone)


def of(settings: Settings) -> Inactivity | None:
    """The detector, if it was agreed, the resident lives here, and something can see them.

    While they are away nothing is concluded, and what was learned of them is kept.
    """
    watching = eyes(settings)
    lives = settings.home.service in ("in service", "suspended") and settings.agreed("inactivity")
    if not lives or not watching:
        return None
    numbers, timezone = settings.detectors.inactivity, settings.hub.timezone
    return Inactivity(
        longest=longest(numbers, timezone), sensors=whole_sight.sensors(settings),
        away_after_door=numbers.away_after_door, home_again_after=numbers.home_again_after, watching=watching,
        learning=Learning(
            timezone=timezone, first_days=numbers.first_days.days, false_alarms=numbers.false_alarms,
            returned_limit=numbers.returned_limit,
        ),
        rules=f"{numbers.limit} {numbers.night_limit} {numbers.night} {numbers.away_after_door} {timezone} "
        f"{numbers.first_limit}",
        rooms={room.id: room.name for room in settings.rooms}, bedrooms=_bedrooms(settings),
        away=settings.home.service == "suspended", by_bed=in_bed.tells(settings),
    )  # fmt: skip


def _bedrooms(settings: Settings) -> frozenset[RoomId]:
    """Rooms with a bed in them, by their sensors or by their names."""
    with_beds = {device.room for device in settings.devices if device.use == "bed" and device.room is not None}
    return frozenset(with_beds | {room.id for room in settings.rooms if "bed" in room.name.lower()})
