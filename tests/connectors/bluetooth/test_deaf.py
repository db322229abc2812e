"""Deaf or quiet? A radio that hears nobody is helped and told; a home that is quiet by itself is left alone."""

import asyncio

from msgspec import structs

from tests.connectors.bluetooth.radio_home import QUICK, RadioHome, plays
from tests.support.door import until

SLOW = structs.replace(QUICK, silence=3.0)
"""Between two steps against deafness lies half a second, in which a busy machine does what is asked of it."""


def test_a_deaf_radio_is_helped_first_and_then_told() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        began = asyncio.get_running_loop().time()
        home.bluez.asked.clear()
        assert await home.goes_down() == "nothing at all was heard for 3 s"
        assert asyncio.get_running_loop().time() - began < 1.5 * SLOW.silence
        assert "Powered" in home.bluez.asked
        assert home.resets == ["deaf"]
        await asyncio.sleep(3 * QUICK.stands)
        assert not home.links[-1][0]  # that the search stands proves nothing: it must hear
        await home.press()
        await home.comes_up()

    plays(story, patience=SLOW)


def test_a_deaf_radio_that_a_power_cycle_cures_is_told_to_nobody() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await until(lambda: "Powered" in home.bluez.asked, "the power cycle")
        async with home.advertises():
            await asyncio.sleep(1.5 * SLOW.silence)
        assert home.links == [(True, "")]
        assert home.resets == []

    plays(story, patience=SLOW)


def test_a_home_with_neighbours_is_not_deaf_though_its_own_devices_are_silent() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        async with home.advertises():
            await asyncio.sleep(2 * QUICK.silence)
        assert home.links == [(True, "")]
        assert home.bluez.asked.count("StartDiscovery") == 1

    plays(story)


def test_a_quiet_home_is_not_deaf() -> None:
    """Two sensors that speak every so often are known from earlier: silence between them is nothing new."""

    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await asyncio.sleep(2 * QUICK.silence)
        assert home.links == [(True, "")]
        assert home.bluez.asked.count("StartDiscovery") == 1

    plays(story, usual=4 * QUICK.silence)
