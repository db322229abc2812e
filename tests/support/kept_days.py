"""Plays a story into a real store, as a running hub would have kept it."""

from pathlib import Path

from hub.core.state import Facts
from hub.model.effects import TryAgain
from hub.model.events import Receipted
from hub.shell.store import Row, Store
from tests.support.stories import Day
from tests.support.story_lines import read


def keep(story: Path, folder: Path) -> Day:
    """The day as it was played; its store is in `folder`, closed."""
    day, before, seq = Day(read(story)), Facts(), 0
    store = Store.open(folder)
    day.play()
    for event, state, effects in day.steps:
        rows = [Row(state.seq, event)] if state.seq != seq else []
        store.commit(rows, before, state.facts, effects)
        if isinstance(event, Receipted) and isinstance(event.receipt, TryAgain):
            store.receipt(event.effect, event.receipt, event.at)
        before, seq = state.facts, state.seq
    store.alive(day.story.ends)
    store.close()
    return day
