"""How fast recorded readings are folded in virtual time, with every detector on."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import detectors
from bench.results import Figure, figure, part
from bench.stage import Stage
from connectors import simulated
from hub.core.engine import Engine
from hub.core.playback import play
from hub.parts import decoders
from hub.settings import load
from tests.support.home import ROOT

START = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
DAYS = 60
REPEATS = 3


def plays(stage: Stage, quick: bool) -> Iterator[Figure]:
    """The simulated home of the demo, folded by `hub.core.playback`."""
    settings = load(ROOT / "config" / "demo.toml")
    events = list(simulated.home(settings, 1, START, 10 if quick else DAYS))
    rates = []
    for _ in range(1 if quick else REPEATS):
        engine = Engine(detectors.parts, decoders())
        state = engine.start("bench", settings, events[0].at)
        began = time.process_time()
        for _ in play(engine, state, events):
            pass
        rates.append(len(events) / (time.process_time() - began))
    note = f"{len(events):,} readings, {REPEATS} times; processor time"
    yield figure("8 replay", "all detectors on", part(rates, 0.5), "/s", at_least=65_000, note=note)
