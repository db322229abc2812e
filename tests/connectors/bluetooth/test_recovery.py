"""What is tried, in which order, how often; and when silence is deafness. Pure: the seconds are numbers here."""

from pathlib import Path
from random import Random
from typing import get_args

import pytest

from connectors.bluetooth.radio.hearing import CREDIT, CREDITS, FADES, SPARE, Hearing
from connectors.bluetooth.radio.recovery import HELPS, Patience, Recovery
from connectors.bluetooth.radio.trouble import DO, SAYS, Kind, blocked, of_answer, of_error

PATIENCE = Patience()
DAY = 86_400.0


def steps(kind: Kind, times: int, every: float = 0.0) -> list[str]:
    recovery = Recovery(PATIENCE, Random(1))
    return [recovery.next(kind, number * every).does for number in range(times)]


def test_every_kind_of_trouble_has_words_a_remedy_and_something_to_try() -> None:
    assert set(SAYS) == set(DO) == set(HELPS) == set(get_args(Kind))


def test_the_gentle_comes_before_the_rough() -> None:
    assert steps("stopped", 3) == ["listen", "power", "reset"]
    assert steps("off", 2) == ["on", "reset"]


def test_what_cannot_help_is_not_tried() -> None:
    for kind in ("bus", "service", "denied"):
        assert set(steps(kind, 10)) == {"listen"}


def test_the_rough_is_tried_seldom_however_long_it_lasts() -> None:
    """An hour of trouble, a step every ten seconds."""
    tried = steps("failed", 360, every=10.0)
    assert tried.count("power") <= 3600 / PATIENCE.power_again + 1
    assert tried.count("reset") <= 3600 / PATIENCE.reset_again + 1


def test_an_adapter_that_is_off_is_switched_on_again_and_again() -> None:
    assert steps("off", 60, every=60.0).count("on") >= 30


def test_waits_grow_and_have_a_bound() -> None:
    recovery = Recovery(PATIENCE, Random(1))
    waits = [recovery.next("service", 0.0).after for _ in range(50)]
    assert waits[0] <= PATIENCE.first
    assert all(PATIENCE.most / 2 <= wait <= PATIENCE.most for wait in waits[10:])


def test_three_steps_are_tried_before_trouble_is_told() -> None:
    for seed in range(20):
        recovery = Recovery(PATIENCE, Random(seed))
        assert sum(recovery.next("failed", 0.0).after for _ in range(3)) < PATIENCE.give_up / 2


def test_trouble_of_every_kind_is_told_within_90_seconds() -> None:
    """Found at the next look, at the latest when two answers did not come; told when recovery has had its time."""
    assert PATIENCE.look + 2 * PATIENCE.answer + PATIENCE.give_up <= 90
    assert PATIENCE.silence <= 90


def hours(gaps: list[float], hearing: Hearing) -> float:
    """Hear somebody after each of these gaps; the time after the last."""
    now = hearing.last
    for gap in gaps:
        now += gap
        hearing.heard(now)
    return now


def test_a_busy_home_is_deaf_after_90_seconds() -> None:
    hearing = Hearing(90, 0, 0)
    assert hearing.limit(hours([0.5] * 1000, hearing)) == 90


def test_a_quiet_home_is_learned_from_one_silence() -> None:
    hearing = Hearing(90, 0, 0)
    assert hearing.limit(hours([1, 300], hearing)) == pytest.approx(300 * SPARE)


def test_a_quiet_home_is_known_from_earlier() -> None:
    assert Hearing(90, 240, 0).limit(0) == 240 * SPARE


def test_what_was_learned_fades() -> None:
    hearing = Hearing(90, 0, 0)
    now = hours([1, 300], hearing)
    now = hours([1.0] * 10, hearing)
    assert hearing.limit(now + 10 * FADES) == 90


def test_deafness_that_a_step_has_cured_is_not_learned_as_quiet() -> None:
    hearing = Hearing(90, 0, 0)
    hearing.heard(1)
    hearing.tried(600)
    hearing.heard(600 + CREDIT - 1)
    assert hearing.limit(700) == 90


def test_a_home_that_is_quiet_again_and_again_is_believed_in_the_end() -> None:
    """Else its adapter would be power-cycled for ever."""
    hearing, now = Hearing(90, 0, 0), 0.0
    for _ in range(CREDITS + 1):
        now += 300
        hearing.tried(now - 1)
        hearing.heard(now)
    assert hearing.limit(now) == pytest.approx(300 * SPARE)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("org.freedesktop.DBus.Error.ServiceUnknown", "", "service"),
        ("org.freedesktop.DBus.Error.NoReply", "Message recipient disconnected", "service"),
        ("org.freedesktop.systemd1.NoSuchUnit", "Unit dbus-org.bluez.service not found.", "service"),
        ("org.freedesktop.DBus.Error.AccessDenied", "Rejected send message", "denied"),
        ("org.freedesktop.DBus.Error.UnknownObject", "", "missing"),
        ("org.bluez.Error.NotReady", "Resource Not Ready", "off"),
        ("org.bluez.Error.Blocked", "Blocked through rfkill", "blocked"),
        ("org.bluez.Error.Failed", "Blocked through rfkill", "blocked"),
        ("org.bluez.Error.InProgress", "", "busy"),
        ("org.bluez.Error.Failed", "Not Powered", "failed"),
    ],
)
def test_what_comes_over_d_bus_is_understood(name: str, text: str, kind: str) -> None:
    assert of_answer(name, text, "hci0").kind == kind


def test_other_peoples_words_are_kept_short() -> None:
    assert len(of_answer("org.bluez.Error.Failed", "x" * 5000, "hci0").because) <= 100


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TimeoutError(), "service"),
        (ConnectionRefusedError(), "bus"),
        (EOFError(), "bus"),
        (KeyError("Roles"), "failed"),
    ],
)
def test_what_python_raises_is_understood(error: Exception, kind: str) -> None:
    assert of_error(error, "hci0").kind == kind


def switch(folder: Path, number: int, **says: str) -> None:
    place = folder / f"rfkill{number}"
    place.mkdir()
    for name, word in says.items():
        (place / name).write_text(f"{word}\n")


def test_a_block_of_another_radio_is_not_ours(tmp_path: Path) -> None:
    switch(tmp_path, 0, type="wlan", name="phy0", hard="1", soft="1")
    switch(tmp_path, 1, type="bluetooth", name="hci1", hard="1", soft="1")
    switch(tmp_path, 2, type="bluetooth", name="hci0", hard="0", soft="0")
    assert blocked("hci0", tmp_path) is None


def test_a_soft_and_a_hard_block_are_told_apart(tmp_path: Path) -> None:
    switch(tmp_path, 0, type="bluetooth", name="hci0", hard="0", soft="1")
    switch(tmp_path, 1, type="bluetooth", name="hci1", hard="1", soft="0")
    soft, hard = blocked("hci0", tmp_path), blocked("hci1", tmp_path)
    assert soft is not None
    assert hard is not None
    assert "rfkill" in soft.because
    assert "switch" in hard.because
