"""What an installer who walks about waits for: a plug tells watts, and a kettle that boils is somebody's doing."""

from datetime import UTC, datetime

import pytest

from hub.core.activity import BOILS, is_doing, moved
from hub.model.events import Reading
from hub.model.ids import DeviceId

AT = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("watts", "edge", "does"), [(2000.0, True, True), (2000.0, False, False), (BOILS, True, False), (0.0, True, False)]
)
def test_a_plug_shows_somebody_only_when_it_heats(watts: float, edge: bool, does: bool) -> None:
    reading = Reading(
        at=AT, device=DeviceId("plug"), kind="power", value=watts, room=None, use="kettle", name="Kettle", worn_by=None,
        heard=AT, cached=False, late=False, edge=edge, known=True,
    )  # fmt: skip
    assert is_doing(reading) is does
    assert not moved(reading), "no detector takes it for somebody who moves about"
