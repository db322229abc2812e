"""Hub time never runs back by itself, follows a corrected wall clock once, and notices when it stood still."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.model.events import ClockStepped, ClockVouched, HubStarted
from hub.shell.clock import HubClock, VirtualRate, battery_clock_vouches, boot_seconds, vouched

MORNING = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
second = timedelta(seconds=1)


class Board:
    """The clocks of a machine, turned by hand."""

    def __init__(self, wall: datetime = MORNING, vouched: str = "NTP") -> None:
        self.boot, self.wall, self.vouched = 50.0, wall.timestamp(), vouched

    def clock(self) -> HubClock:
        return HubClock(lambda: self.boot, lambda: self.wall, lambda: self.vouched)

    def runs(self, seconds: float) -> None:
        self.boot += seconds
        self.wall += seconds

    def set_by(self, seconds: float) -> None:
        self.wall += seconds


def minute(board: Board, clock: HubClock) -> list[object]:
    found: list[object] = []
    for _ in range(60):
        board.runs(1)
        found += clock.watch()
    return found


def settled(board: Board) -> HubClock:
    clock = board.clock()
    clock.watch()
    return clock


def test_it_starts_at_the_wall_clock_and_runs_with_the_machine() -> None:
    board = Board()
    clock = settled(board)
    assert minute(board, clock) == []
    assert abs(clock.now() - MORNING - 60 * second) < timedelta(milliseconds=1)
    assert clock.delay(clock.now() + 5 * second) == 5.0
    assert clock.delay(MORNING) == 0.0


@given(st.lists(st.sampled_from(["stamp", "run", "now"]), max_size=40))
def test_stamps_always_grow(turns: list[str]) -> None:
    board = Board()
    clock = settled(board)
    last = stamped = clock.stamp()
    for turn in turns:
        board.runs(0.0000004 if turn == "run" else 0)
        before, last = last, clock.stamp() if turn == "stamp" else clock.now()
        assert last >= before
        if turn == "stamp":
            assert last > stamped
            stamped = last


def test_it_never_starts_before_the_journal_ends() -> None:
    board = Board(vouched="")
    clock = board.clock()
    clock.not_before(MORNING + timedelta(days=1))
    assert clock.now() == MORNING + timedelta(days=1)
    assert [type(noticed) for noticed in clock.watch()] == [ClockVouched]
    assert minute(board, clock) == []
    assert clock.stamp() > MORNING + timedelta(days=1)


@pytest.mark.parametrize("by", [-86400.0, -3.0, 3.0, 26 * 3600.0])
def test_a_correction_is_told_once_and_followed(by: float) -> None:
    board = Board()
    clock = settled(board)
    board.runs(1)
    board.set_by(by)
    (stepped,) = clock.watch()
    assert isinstance(stepped, ClockStepped)
    assert abs(stepped.by.total_seconds() - by) < 0.01
    assert abs(clock.now().timestamp() - board.wall) < 0.01
    assert stepped.at <= clock.stamp()
    assert minute(board, clock) == []


def test_a_small_difference_is_slewed() -> None:
    board = Board()
    clock = settled(board)
    board.set_by(-1.5)
    before = clock.now()
    assert minute(board, clock) == []
    assert timedelta(seconds=59.9) < clock.now() - before < 60 * second
    for _ in range(30):
        assert minute(board, clock) == []
    assert abs(clock.now().timestamp() - board.wall) < 0.01


def test_a_clock_without_a_battery_waits_for_the_network() -> None:
    board = Board(wall=datetime(2023, 1, 1, tzinfo=UTC), vouched="")
    clock = board.clock()
    clock.not_before(MORNING)
    (unsure,) = clock.watch()
    assert isinstance(unsure, ClockVouched) and not unsure.sure
    assert minute(board, clock) == []
    board.vouched, board.wall = "NTP", (MORNING + timedelta(hours=3)).timestamp()
    sure, stepped = clock.watch()
    assert isinstance(sure, ClockVouched) and sure.sure
    assert isinstance(stepped, ClockStepped)
    assert abs(clock.now() - MORNING - timedelta(hours=3)) < second


def test_a_journal_from_the_future_gives_way_to_a_clock_that_is_vouched_for() -> None:
    board = Board()
    clock = board.clock()
    clock.not_before(MORNING + timedelta(days=400))
    vouched_for, stepped = clock.watch()
    assert isinstance(vouched_for, ClockVouched) and isinstance(stepped, ClockStepped)
    assert abs(clock.now() - MORNING) < second


def test_a_stall_is_a_gap_from_the_last_beat() -> None:
    board = Board()
    clock = settled(board)
    board.runs(9.9)
    assert not clock.stalled() and clock.watch() == ()
    beat = clock.now()
    board.runs(10.1)
    assert clock.stalled()
    (gap,) = clock.watch()
    assert gap == HubStarted(at=gap.at, last_alive=beat, stalled=True)
    assert not clock.stalled()


def test_a_virtual_clock_changes_its_rate_without_a_jump() -> None:
    real = 0.0
    clock = VirtualRate(MORNING, 60.0, lambda: real)
    real = 10.0
    assert clock.now() == MORNING + timedelta(minutes=10)
    assert clock.delay(MORNING + timedelta(minutes=11)) == 1.0
    clock.rate = 1.0
    assert clock.now() == MORNING + timedelta(minutes=10)
    real = 20.0
    assert clock.now() == MORNING + timedelta(minutes=10, seconds=10)
    assert clock.delay(clock.now() + 7 * second) == 7.0
    (sure,) = clock.watch()
    assert isinstance(sure, ClockVouched) and sure.sure and clock.watch() == ()
    assert clock.stamp() < clock.stamp()


def test_a_battery_clock_must_have_set_the_time_and_kept_it(tmp_path: Path) -> None:
    assert battery_clock_vouches(tmp_path) == ""
    (tmp_path / "hctosys").write_text("1\n")
    (tmp_path / "since_epoch").write_text("12345\n")
    assert battery_clock_vouches(tmp_path) == ""
    (tmp_path / "since_epoch").write_text(f"{int(MORNING.timestamp())}\n")
    assert battery_clock_vouches(tmp_path) != ""
    (tmp_path / "hctosys").write_text("0\n")
    assert battery_clock_vouches(tmp_path) == ""


def test_the_real_clocks_can_be_read() -> None:
    assert boot_seconds() <= boot_seconds()
    assert isinstance(vouched(), str)
