"""The hub's clock is set by hours, as on a small computer without a battery clock: silences are measured steadily."""

from datetime import datetime, timedelta

import pytest

from connectors.bluetooth.advertised.adverts import Adverts
from connectors.bluetooth.words import Advert, Listened
from hub.model.events import Reported, Said
from tests.connectors.bluetooth.radio_home import BUTTON, RadioHome, plays
from tests.support.door import until

SHORTLY = timedelta(seconds=0.3)


class Measures(Adverts):
    """Something that falls due shortly after the second advertisement. `heard_at`: when each was heard."""

    def __init__(self, listened: tuple[Listened, ...]) -> None:
        super().__init__(listened)
        self.heard_at: list[datetime] = []
        self._due: datetime | None = None

    def heard(self, advert: Advert) -> tuple[Reported, ...]:
        self.heard_at.append(advert.at)
        self._due = advert.at + SHORTLY if len(self.heard_at) == 2 else None
        return super().heard(advert)

    def deadline(self) -> datetime | None:
        return self._due

    def quiet(self, at: datetime) -> tuple[Reported, ...]:
        self._due = None
        return (Reported(at=at, source="bluetooth", name=BUTTON, said=(Said("in range", False),)),)


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_clock_that_is_set_by_hours_holds_nothing_up_and_hurries_nothing(hours: int) -> None:
    """Else for five hours a tag would stay in range, a press would be the last one, a sensor would say nothing."""

    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.press(1)
        await until(lambda: home.reported, "the first press")
        home.clock._now += timedelta(hours=hours)
        assert len(home.reported) == 1, "nothing falls due because a clock was set"
        await home.press(2)
        await until(lambda: len(home.reported) == 3, "the second press, and what falls due")
        first, second = made[-1].heard_at
        assert timedelta() < second - first < timedelta(seconds=9)
        was, press, due = home.reported
        assert [one.packet for one in home.reported] == [1, 2, None]
        assert abs(press.at - was.at - timedelta(hours=hours)) < timedelta(seconds=9) and due.at > press.at

    def make(listened: tuple[Listened, ...]) -> Measures:
        made.append(Measures(listened))
        return made[-1]

    made: list[Measures] = []
    plays(story, adverts=make)
