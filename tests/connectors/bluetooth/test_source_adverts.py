"""What the source does with what the radio hears: decoders that fail, what follows from silence, and fresh looks."""

import threading
from datetime import datetime

import pytest

from connectors.bluetooth.advertised.adverts import Adverts
from connectors.bluetooth.words import Advert, Listened
from hub.model.events import Reported, Said
from tests.connectors.bluetooth.radio_home import BUTTON, SENSOR, RadioHome, device, plays
from tests.support.door import START, until


def test_a_bug_in_a_decoder_costs_one_advertisement_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """What decoders may raise is a complaint; this is what nobody has thought of."""

    class Breaks(Adverts):
        def heard(self, advert: Advert) -> tuple[Reported, ...]:
            if advert.manufacturer:
                raise NotADirectoryError("nobody has thought of this")
            return super().heard(advert)

    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.bluez.advertise(BUTTON, manufacturer={1: b"bug"})
        await home.press(address=SENSOR)
        await until(lambda: home.reported, "the press of another button")
        assert home.links == [(True, "")]

    plays(story, device(BUTTON), device(SENSOR), adverts=Breaks)
    assert "nobody has thought of this" in caplog.text


def test_the_likely_decoder_is_loaded_off_the_loop_once_the_radio_works(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[tuple[str, str]] = []

    def load(module: str) -> None:
        loaded.append((module, threading.current_thread().name))
        raise ImportError("and a broken one ends nothing")

    monkeypatch.setattr("connectors.bluetooth.source.load", load)

    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await until(lambda: loaded, "the decoder")
        assert loaded == [("bthome_ble", "decoders")]
        await home.press()
        await until(lambda: home.reported, "the press")

    plays(story)


class Due(Adverts):
    """Something that falls due once, by silence."""

    def __init__(self, listened: tuple[Listened, ...]) -> None:
        super().__init__(listened)
        self.due: datetime | None = START

    def deadline(self) -> datetime | None:
        return self.due

    def quiet(self, at: datetime) -> tuple[Reported, ...]:
        self.due = None
        return (Reported(at=at, source="bluetooth", name=BUTTON, said=(Said("in range", False),)),)


def test_whoever_reads_advertisements_hears_of_the_radio_too() -> None:
    """Else a tag that could not be heard would be taken for one that went out."""
    said: list[bool] = []

    class Hears(Adverts):
        def radio(self, up: bool, at: datetime) -> None:
            said.append(up)

    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.bluez.unplug()
        await home.goes_down()
        assert said == [True, False]

    plays(story, adverts=Hears)


def test_a_tag_is_looked_for_anew_after_each_trouble_also_if_it_was_told_to_nobody() -> None:
    """A bluetoothd that dies every other minute would send everybody out."""
    looked: list[datetime] = []

    class Looks(Adverts):
        def again(self, at: datetime) -> None:
            looked.append(at)

    async def story(home: RadioHome) -> None:
        await home.comes_up()
        for times in (1, 2):
            before = len(looked)
            await home.bluez.die()
            await home.bluez.start()
            await until(lambda: home.bluez.hears and len(looked) > before, f"a fresh look after trouble {times}")  # noqa: B023
        assert home.links == [(True, "")]

    plays(story, adverts=Looks, usual=3600.0)


def test_what_falls_due_by_silence_is_posted_once() -> None:
    async def story(home: RadioHome) -> None:
        await until(lambda: home.reported, "what fell due")
        await home.comes_up()
        assert [event.said for event in home.reported] == [(Said("in range", False),)]

    plays(story, adverts=Due)
