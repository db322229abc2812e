"""Was the exit door used by somebody else, while she lies in bed? A carer who puts her to bed leaves by it.

The bed alone is not believed: its sensor may hang, and whoever goes out at night must be found. Only after somebody
may have come in by the door is its next use, while the bed is occupied, their leaving. And a bed is believed once it
has told of hours in it and of their end; no longer once somebody moves about elsewhere with no caller in the home.
"""

from datetime import datetime, timedelta
from typing import Literal, TypeVar

from msgspec import Struct, structs

from detectors.doorway import DoorUse, is_exit
from detectors.night_hours import hers_at_night
from hub.core.activity import moved, shows_movement
from hub.model.events import DeviceWent, HubStarted, LinkChanged, Reading, Sensed
from hub.model.household import Settings, Use
from hub.model.ids import DeviceId, RoomId

LONGEST_CALL = timedelta(hours=6)
"""Whoever came in by the door before that has gone by another way, or lives here (our choice: an evening's visit)."""

ONE_USE = timedelta(minutes=2)
"""A door that is used again so soon is still the same coming or going: the bag that was forgotten (our choice)."""

PROVES = timedelta(hours=2)
"""A bed that was occupied for so long and is then empty tells the truth: a mat that hangs or only blips does not."""

STILL = timedelta(hours=1)
"""A caller whom nobody sees for so long after she lay down has gone: who moves about then got up (our choice)."""

NOTED_APART = timedelta(minutes=10)
"""That a caller is about is noted no more often than this."""

ONE_BY_ONE = timedelta(minutes=15)
"""After a caller has left, so long the door is another's who came with them, or theirs again (our choice): two carers
leave minutes apart, and she, who lies in bed, is seen off by neither."""

LATE = timedelta(minutes=5)
"""So late may a bed say that she got up (our choice: mats wait to be sure): whoever used the door before may be she,
and a bed that was proved wrong was only slow."""

LATEST = timedelta(minutes=15)
"""The same where the second of two carers seemed to leave: what showed that one was still about may have been she, who
was up already (our choice; in random evenings with beds so late 1 in 120 was not told for hours without it)."""

HEEDS: frozenset[Use] = frozenset({"bed", "exit door"})
"""Whose words are always heeded; those of others while it `listens`. Asked first: most readings say nothing."""

SHORT = timedelta(minutes=1)
"""A hub that was off for less has missed nothing that matters (our choice)."""


class Lain(Struct, frozen=True):
    """A bed that says it is occupied: since when, and in which room it stands."""

    since: datetime
    room: RoomId | None = None


class Doubted(Struct, frozen=True):
    """A bed that was proved wrong: when, since when it had said that she lies in it, and whether it was believed."""

    at: datetime
    since: datetime
    believed: bool


Callers = Literal["nobody", "one", "two", "one of two", "both left"]
"""Who may be in by the uses of the door; `two` is as many as nobody: each use is a coming or a going. `one of two`: one
came while another was in, and one has left since she lies in bed; `both left`: then the other."""


class InBed(Struct, frozen=True):
    """The beds that say they are occupied; when the door was used by who may have come in; when a caller left by it.

    `looks`: nobody was seen about yet since somebody may have come in. `believed`: beds that have proved to be right.
    `about`: when she first lay down after the door was used, or a caller was last seen about since. `doubted`: beds
    that were proved wrong since they told last that she got up.
    """

    beds: dict[DeviceId, Lain] = {}
    came: datetime | None = None
    left: datetime | None = None
    looks: bool = False
    believed: frozenset[DeviceId] = frozenset()
    about: datetime | None = None
    callers: Callers = "nobody"
    doubted: dict[DeviceId, Doubted] = {}

    @property
    def listens(self) -> bool:
        """Whether movement inside says anything."""
        return self.looks or bool(self.beds)

    @property
    def lies(self) -> bool:
        """Whether she lies in a bed that is believed."""
        return not self.believed.isdisjoint(self.beds)


NOT_KNOWN = InBed()


def tells(settings: Settings) -> bool:
    """Whether a bed tells where she is: it is hers alone, and no cat lies on it."""
    return hers_at_night(settings) and any(device.use == "bed" for device in settings.devices)


def seen(memory: InBed, reading: Reading) -> InBed:
    """What is known after the word of a bed, or after movement inside. The same object if it is nothing new."""
    if reading.use == "bed":
        return _told(memory, reading) if reading.kind == "bed" else memory
    if not memory.listens or reading.use == "exit door" or not shows_movement(reading):
        return memory
    if memory.looks and memory.came is not None and reading.at > memory.came + ONE_USE:
        # Of two carers who came the one who stays is seen elsewhere: beside the bed it may be she, who turns over.
        beside = memory.callers == "one of two" and any(reading.room == bed.room for bed in memory.beds.values())
        memory = memory if beside else structs.replace(memory, looks=False)
    return _elsewhere(memory, reading) if memory.beds else memory


def _elsewhere(memory: InBed, seen: Reading) -> InBed:
    """After movement while a bed says that she lies in it: a caller's, or hers, and the bed is wrong."""
    if any(seen.room == bed.room or seen.at <= bed.since + ONE_USE for bed in memory.beds.values()):
        return memory
    came, about = memory.came, memory.about
    if memory.left is not None and seen.at - memory.left < ONE_BY_ONE:
        return memory  # another caller's, who is still here
    if came is not None and seen.at - came <= LONGEST_CALL and seen.at - (about or came) <= STILL:
        noted = about is not None and seen.at - about < NOTED_APART
        return memory if noted else structs.replace(memory, about=seen.at)
    doubted = {device: _doubted(memory, device, lain, seen.at) for device, lain in memory.beds.items()}
    return structs.replace(
        memory, beds={}, believed=memory.believed.difference(memory.beds), doubted={**memory.doubted, **doubted}
    )


def _doubted(memory: InBed, device: DeviceId, lain: Lain, at: datetime) -> Doubted:
    """A bed that only repeats itself is doubted since the first movement."""
    before = memory.doubted.get(device)
    if before is not None and at - before.at <= LATE:
        return before
    return Doubted(at, lain.since, device in memory.believed)


def _told(memory: InBed, bed: Reading) -> InBed:
    if bed.cached or not bed.known:
        return memory
    if bed.value is False and bed.device in memory.doubted:
        memory = _up_all_the_same(memory, bed)
    lain = memory.beds.get(bed.device)
    if (bed.value is True) == (lain is not None):
        return memory
    if lain is None:
        # Turning over in bed is no caller: only the first time that she lies down after the door was used counts.
        first = memory.came is not None and (memory.about is None or memory.about < memory.came)
        beds = {**memory.beds, bed.device: Lain(bed.at, bed.room)}
        return structs.replace(memory, beds=beds, about=bed.at if first else memory.about)
    proves = bed.at - lain.since >= PROVES
    return structs.replace(
        memory, beds=_without(memory.beds, bed.device),
        believed=memory.believed | {bed.device} if proves else memory.believed,
    )  # fmt: skip


def _up_all_the_same(memory: InBed, bed: Reading) -> InBed:
    """A bed that was proved wrong says that she got up: minutes late it was only slow, and proves to be right."""
    doubt = memory.doubted[bed.device]
    right = bed.at - doubt.at <= LATE and (doubt.believed or doubt.at - doubt.since >= PROVES)
    believed = memory.believed | {bed.device} if right else memory.believed
    return structs.replace(memory, doubted=_without(memory.doubted, bed.device), believed=believed)


Known = TypeVar("Known")


def _without(beds: dict[DeviceId, Known], device: DeviceId) -> dict[DeviceId, Known]:
    return {each: known for each, known in beds.items() if each != device}


def through(memory: InBed, door: Reading) -> tuple[InBed, bool]:
    """What is known after an exit door was used, and whether a caller left by it while she lies in bed.

    A caller came in by the door before and was seen about. Others may leave soon after. Closing belongs to the opening
    before it.
    """
    last, apart = (memory.came, ONE_USE) if memory.left is None else (memory.left, ONE_BY_ONE)
    same = last is not None and door.at - last < (apart if memory.lies else ONE_USE)
    if door.value is not True or same:
        others = memory.left is not None and memory.lies
        # Another one leaves, or comes: whoever is seen about now and leaves later had come.
        may_come = others and door.value is True and memory.left is not None and door.at - memory.left >= ONE_USE
        return _came(memory, door.at, about=None) if may_come else memory, others
    called = memory.came is not None and not memory.looks and door.at - memory.came <= LONGEST_CALL
    if called and memory.lies and not _long_unseen(memory, door.at):
        if memory.callers == "two":
            left = _came(structs.replace(memory, left=door.at), door.at, about=door.at)
            return structs.replace(left, callers="one of two"), True
        callers: Callers = "both left" if memory.callers == "one of two" else "nobody"
        return structs.replace(memory, came=None, left=door.at, callers=callers), True
    # Seen by nobody between two uses, whoever used it first went out, and is back.
    callers = _ONE_MORE[memory.callers] if called else "nobody" if memory.looks else "one"
    return structs.replace(_came(memory, door.at, about=None), left=None, callers=callers), False


_ONE_MORE: dict[Callers, Callers] = {
    "nobody": "one", "one": "two", "two": "one", "one of two": "nobody", "both left": "one",
}  # fmt: skip
"""Who may be in after one more use of the door."""


def _came(memory: InBed, at: datetime, about: datetime | None) -> InBed:
    """Somebody may have come in, or stayed when another left: whoever is seen about from now on."""
    return structs.replace(memory, came=at, looks=True, about=about)


def _long_unseen(memory: InBed, at: datetime) -> bool:
    """Whether the other of two carers may have gone with the first: nobody was seen about for too long."""
    return memory.callers == "one of two" and memory.about is not None and at - memory.about > STILL


def heard(memory: InBed, reading: Reading) -> tuple[InBed, bool]:
    """What is known after any reading, also a repeated or a late one, and whether a caller leaves by the door.

    All who ask must heed the same: whoever lies in bed for one of them, and has gone out for another, is lost.
    """
    if is_exit(reading):
        return through(memory, reading) if moved(reading) else (memory, False)
    return seen(memory, reading), False


def who_left(
    memory: InBed, use: DoorUse | None, reading: Reading
) -> tuple[InBed, Literal["a caller", "she, perhaps"] | None]:
    """As `heard`, and who it says has left: a caller now, or by this use of the door she, who was up already."""
    after, a_caller = heard(memory, reading)
    if a_caller:
        return after, "a caller"
    return after, "she, perhaps" if _got_up_late(memory, use, reading) else None


def _got_up_late(memory: InBed, use: DoorUse | None, bed: Reading) -> bool:
    """Whether a bed says so soon after the door was used that she got up, that she may have left by it.

    `memory`: as it was before the bed said so. One that was proved wrong since both carers left is asked no longer.
    """
    longer = memory.callers == "both left" and memory.lies
    tells = bed.use == "bed" and bed.kind == "bed" and bed.value is False and moved(bed)
    return tells and use is not None and bed.at - use.at <= (LATEST if longer else LATE)


def nobody(memory: InBed) -> InBed:
    """What is still known of the beds where nobody is in, and what they say is not listened to."""
    return InBed(believed=memory.believed)


def unseen(memory: InBed, event: Sensed) -> InBed:
    """What is still known after a device, a link or the hub went: whoever is not heard may have got up."""
    if not memory.beds and not memory.doubted:
        return memory
    if isinstance(event, DeviceWent) and event.to == "lost":
        beds, doubted = _without(memory.beds, event.device), _without(memory.doubted, event.device)
        return structs.replace(memory, beds=beds, doubted=doubted)
    gone = isinstance(event, LinkChanged) and not event.up
    off = isinstance(event, HubStarted) and event.at - event.last_alive >= SHORT
    return structs.replace(memory, beds={}, doubted={}) if gone or off else memory
