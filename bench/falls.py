"""What looking for falls costs: processor time and memory for each hour of a stream, the gate, a window, and latency.

Also a command of its own: `.venv/bin/python -m bench.falls`. Streams are made, not recorded: an hour of lying still, of
walking, and of falls, runs and sitting down as in a laboratory; through front end, features, model and rule.
"""

import json
import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.results import Figure, figure, machine, show
from detectors.fall.alarms import START, step
from detectors.fall.model import Model
from detectors.fall.score import score
from hub.learning.falls.hearing import hear, samples
from hub.learning.falls.judging import Script
from hub.learning.falls.roughening import Roughness
from hub.learning.falls.scripted import Stream
from hub.learning.falls.shipped import load
from hub.learning.falls.steady import DEVICE
from hub.learning.falls.watch import Watch
from hub.model.events import Impact
from tests.support.fall_data import activity, csv, stream

HOUR = 3600.0
AT_50 = Roughness(rates=(50.0, 50.0))
ROOT = Path(__file__).parents[1]


def falls(_stage: object, quick: bool) -> Iterator[Figure]:
    """The lines of the budget that are about falls."""
    model = load("waist")
    minutes = 5 if quick else 60
    for name, each in (("lies still", still(minutes)), ("walks", walk(minutes)), ("as in a laboratory", busy(minutes))):
        spent, share = cost(each, model)
        yield figure("10 falls", f"an hour of 50 Hz, {name}", spent, "s CPU", at_most=4.0, note=share)
    yield figure("10 fall window", "gate stays shut, each half second", 1000 * shut(model), "ms", at_most=0.02)
    yield figure("10 fall window", "features and model", 1000 * window(model), "ms", at_most=0.2)
    yield figure("10 falls", "memory of one more device", grown(model) / 1000, "kB")
    yield from delays(model)
    yield from command(minutes)


def still(minutes: int) -> Stream:
    """A device on a table."""
    chance = np.random.default_rng(1)
    acc = np.tile([0.0, 0.0, 1.0], (int(minutes * 60 * 50), 1))
    return _of(acc + chance.normal(0, 0.004, acc.shape))


def walk(minutes: int) -> Stream:
    """Somebody who walks for an hour, never as hard as the gate."""
    return _of(activity("walk", minutes * 60.0, np.random.default_rng(1)) * 0.95)


def busy(minutes: int) -> Stream:
    """Falls, runs and sitting down, one after another, rough."""
    return stream(1, each=max(1, round(minutes * 60 / (6 * 15))), how=AT_50)


def _of(acc: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> Stream:
    t = np.arange(len(acc)) / 50
    return Stream(data_set="made", subject="P", placement="waist", device="waist", t=t, acc=acc, spans=())


def cost(each: Stream, model: Model) -> tuple[float, str]:
    """Seconds of processor time for an hour of it, and how many windows were looked at."""
    heard = hear(each, model)
    hours = float(each.t[-1]) / HOUR
    return (
        heard.cpu / hours,
        f"{len(heard.strikes) / hours:.0f} windows an hour, {len(heard.alarms) / hours:.0f} alarms",
    )


def shut(model: Model) -> float:
    """Seconds for each half second in which nothing strikes."""
    each = walk(5)
    batches = list(samples(each))
    watch = Watch(DEVICE, model)
    began = time.process_time()
    for batch in batches:
        list(watch.take(batch))
    return (time.process_time() - began) / (float(each.t[-1]) * 2)


def window(model: Model) -> float:
    """Seconds for one window: features and model, the median of many."""
    watch, taken = Watch(DEVICE, model), []
    for batch in samples(stream(1, each=5, how=AT_50)):
        for event, _ in watch.take(batch):
            if isinstance(event, Impact):
                began = time.perf_counter()
                score(event, model)
                taken.append(time.perf_counter() - began)
                step(START, event, model)
    return float(np.median(taken))


def grown(model: Model) -> float:
    """Bytes that one more device holds after ten minutes."""
    batches = list(samples(stream(2, each=7, how=AT_50)))
    Watch(DEVICE, model)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    watch = Watch(DEVICE, model)
    for batch in batches:
        list(watch.take(batch))
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return after - before


def delays(model: Model) -> Iterator[Figure]:
    """From the impact to the pre-alert, in the stream's own time: made falls, rough streams."""
    late: list[float] = []
    for seed in range(6):
        one = stream(seed, each=4)
        judged = Script(one.spans).judge(hear(one, model).alarms)
        late += [fall.latency for fall in judged.falls if fall.latency is not None]
    if late:
        yield figure("10 falls", "impact to pre-alert, p50", float(np.percentile(late, 50)), "s", note="aim 2.5 s")
        yield figure("10 falls", "impact to pre-alert, p95", float(np.percentile(late, 95)), "s", at_most=5.0)


def command(minutes: int) -> Iterator[Figure]:
    """`carehub detect-falls` on an hour of CSV, its start included."""
    text = csv(walk(minutes)).encode()
    run = "import resource, subprocess, sys, json; subprocess.run(sys.argv[1:], check=True); "
    run += "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(json.dumps([u.ru_utime + u.ru_stime, u.ru_maxrss]))"
    words = [sys.executable, "-c", run, sys.executable, "-m", "hub", "detect-falls", "--placement", "waist", "--json"]
    said = subprocess.run(words, input=text, capture_output=True, check=True, cwd=ROOT)
    spent, most = json.loads(said.stdout.splitlines()[-1])
    yield figure("10 falls", f"detect-falls on {minutes} min of CSV, start included", spent, "s CPU")
    yield figure("10 falls", "detect-falls, memory at its most", most / 1024, "MB")


def main() -> None:
    """Measure, and show."""
    before = os.getloadavg()
    figures: Iterable[Figure] = list(falls(None, "--quick" in sys.argv))
    show(list(figures), machine("none", before))


if __name__ == "__main__":
    main()
