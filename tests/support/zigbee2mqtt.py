"""A small zigbee2mqtt: it keeps devices, answers requests, and says what the real one says when devices come and go.

Modelled on what version 2 publishes (its documentation, and what was seen of 2.14.1). `with Zigbee2Mqtt(port) as z2m:`
"""

import json
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from tests.support.peer import Peer, peer

Says = dict[str, Any]
CONTACT: Says = {
    "model": "MCCGQ11LM", "vendor": "Aqara", "description": "Door and window sensor",
    "exposes": [
        {"type": "numeric", "name": "battery", "property": "battery", "unit": "%", "access": 1},
        {"type": "binary", "name": "contact", "property": "contact", "value_on": False, "value_off": True, "access": 1},
    ],
}  # fmt: skip
BUTTON: Says = {
    "model": "SNT858Z", "vendor": "Tuya", "description": "SOS button",
    "exposes": [
        {"type": "numeric", "name": "battery", "property": "battery", "unit": "%", "access": 1},
        {"type": "enum", "name": "action", "property": "action", "values": ["emergency"], "access": 1},
    ],
}  # fmt: skip
PLAIN: Says = {
    "model": "SNZB-01P", "vendor": "SONOFF", "description": "Wireless button",
    "exposes": [{"type": "enum", "name": "action", "property": "action", "values": ["single", "long"], "access": 1}],
}  # fmt: skip
PLUG: Says = {
    "model": "TS011F", "vendor": "Tuya", "description": "Plug",
    "exposes": [{"type": "numeric", "name": "power", "property": "power", "unit": "W", "access": 1}],
}  # fmt: skip


class Zigbee2Mqtt:
    """Runs within the block. `refuses`: request -> the error text that it is answered with. `mute`: it answers nothing.

    `asleep`: addresses that do not answer when they are asked to leave. `requests`: what was asked, in order.
    """

    def __init__(self, port: int, base: str = "zigbee2mqtt") -> None:
        self._port, self.base = port, base
        self._stack = ExitStack()
        self._lock = threading.RLock()
        self.devices: dict[str, Says] = {}
        self.cache: dict[str, Says] = {}
        self.requests: list[tuple[str, Says]] = []
        self.refuses: dict[str, str] = {}
        self.asleep: set[str] = set()
        self.mute = self.tells_again = False
        self.open_until = 0.0
        self.peer: Peer

    def __enter__(self) -> Self:
        self.peer = self._stack.enter_context(peer(self._port))
        self.peer.hear(f"{self.base}/bridge/request/#", self._requested)
        self.say("bridge/state", {"state": "online"}, retain=True)
        self.say("bridge/groups", [], retain=True)
        self.list_devices()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def is_open(self) -> bool:
        return time.monotonic() < self.open_until

    def say(self, topic: str, payload: Any, *, retain: bool = False) -> None:
        self.peer.client.publish(f"{self.base}/{topic}", json.dumps(payload), 1, retain)

    def list_devices(self) -> None:
        coordinator = {"ieee_address": "0x00124b0000000001", "type": "Coordinator", "friendly_name": "Coordinator",
                       "definition": None, "interview_state": "SUCCESSFUL"}  # fmt: skip
        self.say("bridge/devices", [coordinator, *self.devices.values()], retain=True)

    def event(self, what: str, address: str, **more: Any) -> None:
        data = {"friendly_name": self.devices[address]["friendly_name"], "ieee_address": address, **more}
        self.say("bridge/event", {"type": what, "data": data})

    def has(self, address: str, name: str, definition: Says | None = CONTACT, mains: bool = False) -> None:
        """A device that was paired long ago."""
        self.devices[address] = _entry(address, name, mains)
        self._done(address, definition)
        self.list_devices()

    def joins(self, address: str, definition: Says | None = CONTACT, *, mains: bool = False, ends: str = "") -> None:
        """A device joins and is asked what it is. `ends`: "failed", or "never" if the interview stays open."""
        assert self.is_open, "the network is closed: nobody can join"
        self.devices[address] = _entry(address, address, mains)
        self.list_devices()
        self.event("device_joined", address)
        self.event("device_interview", address, status="started")
        self.devices[address]["interview_state"] = "IN_PROGRESS"
        self.list_devices()
        self.event("device_announce", address)
        if ends == "failed":
            self.devices[address]["interview_state"] = "FAILED"
            self.list_devices()
            self.event("device_interview", address, status="failed")
        elif not ends:
            self.interviewed(address, definition)

    def interviewed(self, address: str, definition: Says | None) -> None:
        self._done(address, definition)
        self.list_devices()
        more = {"supported": definition is not None, "definition": definition}
        self.event("device_interview", address, status="successful", **more)

    def leaves(self, address: str) -> None:
        self.event("device_leave", address)
        del self.devices[address]
        self.list_devices()

    def speaks(self, address: str, **values: Any) -> None:
        """It sends something by radio: zigbee2mqtt adds what it remembers, except for actions."""
        kept = self.cache.setdefault(address, {})
        kept.update({key: value for key, value in values.items() if key != "action"})
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        self.devices[address]["_seen"] = now
        self._publish(address, {**kept, **values, "last_seen": now, "linkquality": 120})

    def dies(self) -> None:
        """As after a power cut of its own: the broker goes on saying "online"."""
        self.mute = True

    def _publish(self, address: str, values: Says) -> None:
        self.say(self.devices[address]["friendly_name"], values)

    def _done(self, address: str, definition: Says | None) -> None:
        done = {"interview_state": "SUCCESSFUL", "interview_completed": True, "interviewing": False}
        self.devices[address].update({**done, "definition": definition, "supported": definition is not None})

    def _requested(self, _client: Any, _data: Any, message: Any) -> None:
        request = message.topic.removeprefix(f"{self.base}/bridge/request/")
        given: Says = json.loads(message.payload or b"{}")
        with self._lock:
            self.requests.append((request, given))
            if self.mute:
                return
            error = self.refuses.get(request)
            data: Says = {}
            if error is None:
                data, error = self._answers[request](self, given)
        said: Says = (
            {"data": data, "status": "ok"} if error is None else {"data": {}, "status": "error", "error": error}
        )
        if "transaction" in given:
            said["transaction"] = given["transaction"]
        self.say(f"bridge/response/{request}", said)

    def _permit(self, given: Says) -> tuple[Says, str | None]:
        if "time" not in given:
            return {}, "Invalid payload"
        if not 0 <= given["time"] <= 254:
            return {}, f"Cannot permit join for {given['time']} seconds"
        self.open_until = time.monotonic() + given["time"]
        return {"time": given["time"]}, None

    def _find(self, named: str) -> str | None:
        return next((a for a, d in self.devices.items() if named in (a, d["friendly_name"])), None)

    def _rename(self, given: Says) -> tuple[Says, str | None]:
        address, to = self._find(given["from"]), given["to"]
        if address is None:
            return {}, f"Device '{given['from']}' does not exist"
        if "+" in to or "#" in to:
            return {}, f"MQTT wildcard (+ and #) not allowed in friendly_name ('{to}')"
        if self._find(to) is not None:
            return {}, f"friendly_name '{to}' is already in use"
        old = self.devices[address]["friendly_name"]
        self.peer.client.publish(f"{self.base}/{old}", "", 1, True)
        self.devices[address]["friendly_name"] = to
        self.list_devices()
        repeated = {**self.cache.get(address, {}), "linkquality": 120}
        seen = self.devices[address].get("_seen")
        self._publish(address, {**repeated, "last_seen": seen} if seen else repeated)
        return {"from": old, "to": to, "homeassistant_rename": False}, None

    def _remove(self, given: Says) -> tuple[Says, str | None]:
        address = self._find(given["id"])
        if address is None:
            return {}, f"Device '{given['id']}' does not exist"
        name = self.devices[address]["friendly_name"]
        if address in self.asleep and not given.get("force"):
            return {}, f"Failed to remove device '{name}' (block: false, force: false) (Error: timed out)"
        del self.devices[address]
        self.peer.client.publish(f"{self.base}/{name}", "", 1, True)
        self.list_devices()
        return {"id": given["id"], "block": False, "force": bool(given.get("force"))}, None

    def _interview(self, given: Says) -> tuple[Says, str | None]:
        """After a good one the list, then the answer. `tells_again`: with events, as versions since 2026 send them."""
        address = self._find(given["id"])
        if address is None:
            return {}, f"Device '{given['id']}' does not exist"
        if self.tells_again:
            self.event("device_interview", address, status="started")
        if address in self.asleep:
            self.devices[address]["interview_state"] = "FAILED"
            if self.tells_again:
                self.event("device_interview", address, status="failed")
            return {}, f"interview of '{given['id']}' ({address}) failed: Error: timed out"
        self._done(address, self.devices[address]["definition"] or CONTACT)
        self.list_devices()
        if self.tells_again:
            self.event("device_interview", address, status="successful")
        return {"id": given["id"]}, None

    _answers: ClassVar[dict[str, Callable[[Any, Says], tuple[Says, str | None]]]] = {
        "permit_join": _permit,
        "device/rename": _rename,
        "device/remove": _remove,
        "device/interview": _interview,
        "health_check": lambda _self, _given: ({"healthy": True}, None),
    }


def _entry(address: str, name: str, mains: bool) -> Says:
    return {
        "ieee_address": address, "type": "Router" if mains else "EndDevice", "friendly_name": name, "disabled": False,
        "power_source": "Mains (single phase)" if mains else "Battery", "definition": None, "supported": False,
        "interview_state": "PENDING", "interview_completed": False, "interviewing": False,
    }  # fmt: skip
