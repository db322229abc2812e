"""One day of readings through engine, journal and store, with the groups and notes of a real day, in virtual time.

`python -m bench.day FOLDER COUNT` prints what it wrote. The hub's own classes do everything but wait: a group is
committed when a minute of the day is over or 100 rows are there, `last_alive` every 10 minutes, a snapshot every
10,000 events.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import detectors
from bench import proc
from bench.flood import devices, payload
from bench.stage import home_of
from connectors.zigbee2mqtt.decode import decoder
from hub.core.codec import encode
from hub.core.engine import Engine
from hub.core.fold import fold
from hub.model.effects import Effect
from hub.model.events import Reported
from hub.model.household import Settings
from hub.parts import decoders
from hub.settings import load
from hub.shell.journal import GROUP_AGE, GROUP_ROWS
from hub.shell.loop import ALIVE_EVERY, SNAPSHOT_EVERY
from hub.shell.store import Row, Store

START = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)


def home(folder: Path) -> Settings:
    """The home of the other benchmarks."""
    folder.mkdir(parents=True)
    file = folder / "hub.toml"
    file.write_text(home_of(1).replace("{folder}", str(folder)) + '[centre]\nurl = "mqtt://127.0.0.1:1883"\n')
    return load(file)


def readings(count: int) -> Iterator[Reported]:
    """`count` readings, spread over one day as evenly as a home never is: the worst for groups."""
    names = list(devices())
    for n in range(count):
        name = names[n % len(names)]
        at = START + timedelta(days=1) * n / count
        event = decoder(at, name, payload(name, n // len(names)), False)
        assert event is not None
        yield event


class Day:
    """The day's journal: what a running hub writes, when it would write it."""

    def __init__(self, folder: Path) -> None:
        settings = home(folder)
        self._store = Store.open(folder)
        self._engine = Engine(detectors.parts, decoders())
        self._state = self._engine.start(self._store.epoch, settings, START)
        self._known = self._state.facts
        self._rows: list[Row] = []
        self._alive, self._kept = START, 0
        self.commits = 0

    def live(self, count: int) -> None:
        """All of it."""
        minutes = groupby(readings(count), key=lambda event: int((event.at - START).total_seconds() // GROUP_AGE))
        for _, events in minutes:
            for event in events:
                self._step(event)
            if self._rows:
                self._commit(())
            self._notes()
        self._store.close()

    def _step(self, event: Reported) -> None:
        for stepped, after, effects in fold(self._engine, self._state, event):
            if after.seq != self._state.seq:
                self._rows.append(Row(after.seq, stepped))
            self._state = after
            if effects or len(self._rows) >= GROUP_ROWS:
                self._commit(effects)

    def _commit(self, effects: tuple[Effect, ...]) -> None:
        self._store.commit(self._rows, self._known, self._state.facts, effects)
        self._rows, self._known = [], self._state.facts
        self.commits += 1

    def _notes(self) -> None:
        state = self._state
        if state.at - self._alive >= ALIVE_EVERY:
            self._store.alive(state.at)
            self._alive = state.at
        if state.seq - self._kept >= SNAPSHOT_EVERY:
            self._store.snapshot(state.seq, state.at, encode(state))
            self._kept = state.seq


def main(folder: Path, count: int) -> None:
    before = proc.written(os.getpid())
    day = Day(folder)
    day.live(count)
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(json.dumps({"written": proc.written(os.getpid()) - before, "commits": day.commits, "size": size}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
