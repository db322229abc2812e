"""The numbers by which the night is watched: out of bed, in the bathroom, up and about. Plain data."""

from datetime import timedelta
from typing import Literal

from hub.model.access import Part
from hub.model.ids import RoomId


class Night(Part, frozen=True, kw_only=True):
    """What counts at night. config/detectors.toml gives each its reason and source.

    `bedroom` and `bathroom`: the ids of these rooms; empty: the room of the bed, and rooms that are called so.
    `still_for`: out of bed and nothing moves; `back_within`: out of bed and in one room all the time. `wandering_rooms`
    changes of room within `wandering_within` are wandering inside; `wandering` says how grave that is.
    """

    hours: str = "23:00-06:00"
    bedroom: RoomId | None = None
    bathroom: RoomId | None = None
    still_for: timedelta = timedelta(minutes=20)
    back_within: timedelta = timedelta(minutes=45)
    bathroom_visits: int = 4
    bathroom_more: int = 2
    wandering_rooms: int = 12
    wandering_within: timedelta = timedelta(minutes=30)
    wandering: Literal["advice", "urgent"] = "advice"
