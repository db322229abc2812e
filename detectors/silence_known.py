"""What is known of a silence, of where she is, and of what was told of it."""

from datetime import datetime
from typing import Literal

from msgspec import Struct, structs

from detectors.allowed_silence import Silence
from detectors.doorway import DoorUse
from detectors.in_bed import NOT_KNOWN, InBed
from detectors.learned_wait import Wait
from detectors.lone_movement import Lone, Rooms
from detectors.sight import Sight
from detectors.whole_sight import Whole
from hub.model.ids import RoomId


class Concern(Struct, frozen=True):
    """A silence that was reported: when, when movement was last reported since, and in which rooms."""

    at: datetime
    reported: datetime | None = None
    rooms: tuple[RoomId, ...] = ()


class Watch(Struct, frozen=True):
    """What is known of the silence.

    `wait`: what is learned of this person, and until when the silence may last by that.
    `where`: `leaving` after an exit door was used, until movement or its absence tells; `returned` when it was used
    while the resident was out. `door` is its last use, while that may still tell something. `due` may be too early,
    never too late: a tick then finds the right time, so that each movement need not. `rules` are the numbers that
    `due` was worked out with: settings may change. `away`: the service is suspended. `lone`: movement in one room only
    since she was out; while she still counts as out, it is doubted. `rooms`: what such movement came of before.
    `whole`: whether all can be heard by which silences were learned. `lies`: whether she is in bed, where a bed tells.
    """

    silence: Silence
    sight: Sight
    wait: Wait
    where: Literal["home", "leaving", "out", "returned"] = "home"
    door: DoorUse | None = None
    concern: Concern | None = None
    due: datetime | None = None
    rules: str = ""
    away: bool = False
    lone: Lone | None = None
    rooms: Rooms = ()
    whole: Whole = Whole()
    lies: InBed = NOT_KNOWN


def with_bed(memory: Watch, lies: InBed) -> Watch:
    """With what a bed told. The same object if it is nothing new."""
    return memory if lies is memory.lies else structs.replace(memory, lies=lies)


def is_told(memory: Watch) -> bool:
    """Whether people were told, and nothing moved since."""
    concern, last = memory.concern, memory.silence.moved
    return concern is not None and (last is None or last <= concern.at)


def may_be_out(memory: Watch) -> bool:
    """Whether she is out, or came in by the door, was not seen since, and people were told of that."""
    return memory.where == "out" or (memory.where == "returned" and is_told(memory))


def is_plain(memory: Watch) -> bool:
    """Whether she is at home, and nothing is open about it: most of the time."""
    undecided = memory.concern is not None or memory.door is not None or memory.lone is not None
    return memory.where == "home" and not undecided
