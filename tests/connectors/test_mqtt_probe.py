"""A short look at a real broker."""

import signal
import threading
import time
from functools import partial

import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.publish import single

from connectors import mqtt_probe
from connectors.mqtt_messages import Broker
from connectors.mqtt_probe import QUEUED, look, waiting_room
from tests.support.broker import RealBroker, broker
from tests.support.peer import wait


def probing(running: RealBroker) -> Broker:
    return Broker(url=running.url, client_id="carehub-hub-0042-check")


def test_what_a_broker_keeps() -> None:
    with broker() as running:
        single("a/b", "one", qos=1, retain=True, hostname="127.0.0.1", port=running.port)
        seen = look(probing(running), ("a/b", "a/c"))
    assert (seen.connected, seen.kept, seen.refused) == (True, {"a/b": "one"}, ())


def test_how_long_the_queues_are() -> None:
    with broker(shipped=True) as ours, broker() as stock:
        assert waiting_room(probing(ours), "carehub/hub-0042/check") == QUEUED
        assert waiting_room(probing(stock), "carehub/hub-0042/check") == 1000


def test_a_probe_counts_only_its_own_messages_the_second_time_too() -> None:
    with broker(shipped=True) as ours:
        counts = [waiting_room(probing(ours), "carehub/hub-0042/check") for _ in range(2)]
    assert counts == [QUEUED, QUEUED]


def test_no_session_is_left_behind() -> None:
    with broker(shipped=True) as ours:
        assert waiting_room(probing(ours), "carehub/hub-0042/check") == QUEUED
        for name in ("carehub-hub-0042-check", "carehub-hub-0042-check-sender"):
            wait(partial(gone, ours, name), f"the broker has read the goodbye of {name}")


def gone(running: RealBroker, client_id: str) -> bool:
    return not session_present(running, client_id)


def session_present(running: RealBroker, client_id: str) -> bool:
    client = Client(CallbackAPIVersion.VERSION2, client_id=client_id, protocol=MQTTProtocolVersion.MQTTv5)
    present: list[bool] = []
    client.on_connect = lambda _client, _data, flags, _code, _given: present.append(flags.session_present)
    client.connect("127.0.0.1", running.port, clean_start=False)
    deadline = time.monotonic() + 30
    while not present and time.monotonic() < deadline:
        client.loop(0.05)
    client.disconnect()
    return present[0]


def test_a_name_that_nobody_has() -> None:
    seen = look(Broker(url="mqtt://carehub.invalid", client_id="carehub-hub-0042-check"))
    assert not seen.connected
    assert seen.because


def test_a_broker_that_stands_still_for_a_moment_has_lost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a busy Raspberry Pi: a pause in the middle of the queue is not its end."""
    heard = mqtt_probe._Probe._on_message

    with broker(shipped=True) as ours:
        process = ours.process

        def pauses(probe: mqtt_probe._Probe, client: Client, data: object, message: MQTTMessage) -> None:
            heard(probe, client, data, message)
            if probe.count == 5:
                process.send_signal(signal.SIGSTOP)
                threading.Timer(0.7, process.send_signal, (signal.SIGCONT,)).start()

        monkeypatch.setattr(mqtt_probe._Probe, "_on_message", pauses)
        assert waiting_room(probing(ours), "carehub/hub-0042/check") == QUEUED
