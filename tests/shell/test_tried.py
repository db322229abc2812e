"""hub.sock at an installer's visit: a device is tried, and a page or a command sees what came of it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from hub.core.state import DeviceState, Stream
from hub.model.effects import Text
from hub.shell.answers import devices
from hub.shell.socket import Desk
from hub.shell.tried import tried
from tests.core.samples import DEVICES, at
from tests.shell.virtual import Home, VirtualLoop, play

Says = dict[str, Any]


def at_the_desk(tmp_path: Path, story: Callable[[Home, Callable[..., Awaitable[Says]]], Awaitable[None]]) -> None:
    async def run(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        hub = home.hub
        desk = Desk(
            hub, home.clock, status=dict, incidents=lambda closed, limit: list(hub.state.facts.open.values()),
            devices=lambda: devices(hub.state.world, hub.state.settings, {}, hub.state.facts.trials),
        )  # fmt: skip

        async def says(**request: object) -> Says:
            return await desk.answer(json.dumps(request).encode())

        await story(home, says)
        await home.stop()

    play(run)


async def row(says: Callable[..., Awaitable[Says]], device: str = "0x01") -> Says:
    return next(each for each in (await says(do="devices"))["devices"] if each["id"] == device)


def test_a_button_is_tried_and_what_came_of_it_is_seen(tmp_path: Path) -> None:
    async def story(home: Home, says: Callable[..., Awaitable[Says]]) -> None:
        before = await row(says)
        assert (before["test"], before["active"], before["walk"], before["stream"]) == (None, None, "test", None)
        answer = await says(do="test device", device="help button", by="Sue")
        assert answer["ok"] and answer["because"] == "press it within 2 min: that once it is a test", answer
        assert (answer["device"], answer["name"], answer["test"]["state"]) == ("0x01", "Help button", "waiting")
        assert (await row(says))["test"] == answer["test"]
        await asyncio.sleep(5)
        home.press()
        await asyncio.sleep(1)
        after = await row(says)
        assert after["test"]["state"] == "heard" and after["test"]["by"] == "Sue", after
        assert after["active"] == after["test"]["heard"] > after["test"]["asked"]
        (incident,) = (await says(do="incidents"))["incidents"]
        assert incident["test"] is True and incident["id"] == after["test"]["incident"] and incident["told"] == []
        assert not [sent for _, sent in home.phone.sent if isinstance(sent, Text)]
        home.press()
        await asyncio.sleep(1)
        real = [each for each in (await says(do="incidents"))["incidents"] if not each["test"]]
        assert [each["state"] for each in real] == ["raised"] and real[0]["told"]
        refused = await says(do="test device", device="0x01", by="Sue")
        assert not refused["ok"] and "is open, and somebody may need help" in refused["because"]

    at_the_desk(tmp_path, story)


def test_a_test_needs_a_device_and_somebody_who_asks(tmp_path: Path) -> None:
    async def story(home: Home, says: Callable[..., Awaitable[Says]]) -> None:
        for request in ({"device": " ", "by": "Sue"}, {"device": "0x01"}, {"device": "0x01", "by": " "}):
            answer = await says(do="test device", **request)
            assert not answer["ok"] and answer["because"].startswith("a test needs the device that is tried"), answer
        nothing = await says(do="test device", device="0x01", by="Sue", over=True)
        assert nothing == {"ok": False, "because": "no test of it waits"}
        assert (await says(do="test device", device="0x01", by="Sue"))["ok"]
        over = await says(do="test device", device="help button", by="Sue", over=True)
        assert over["ok"] and over["test"]["state"] == "called off"
        assert over["test"]["because"] == "Sue tries it no more"
        home.press()
        await asyncio.sleep(1)
        assert not any(each["test"] for each in (await says(do="incidents"))["incidents"])
        unknown = await says(do="test device", device="the red one", by="Sue")
        assert unknown == {"ok": False, "because": "not known"}

    at_the_desk(tmp_path, story)


def test_a_stream_is_judged_by_what_falls_need() -> None:
    def stream(rate: float, most: float) -> Says:
        known = DeviceState(status="seen", since=at("08:00"), quiet_from=at("08:00"), stream=Stream(rate, most))
        said: Says = tried(DEVICES[0], known, None)["stream"]
        return said

    assert stream(52.0, 8.0) == {"rate": 52.0, "most": 8.0, "enough": True, "because": ""}
    assert stream(52.0, 0.0) == {"rate": 52.0, "most": None, "enough": True, "because": ""}
    assert stream(10.0, 8.0)["because"] == "too slow for falls, which need 25 a second"
    assert stream(50.0, 2.0)["because"] == "too narrow for falls, which are harder than 2 g"
    assert not stream(50.0, 2.0)["enough"]
