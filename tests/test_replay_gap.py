"""What `carehub replay` says of a hub's journal in which days are missing."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hub.cli.replay import replay
from hub.shell.store import Row, Store
from tests.settings.test_rota_doubts import HOME
from tests.shell.store_samples import facts, reading

DAY = 86_400


def played(folder: Path, days: Iterable[int]) -> Result:
    """A replay of a store that holds one reading for each of these days."""
    store = Store.open(folder / "data")
    for day in days:
        store.commit([Row(day, reading(day, when=day * DAY))], facts(), facts(), ())
    store.close()
    config = folder / "hub.toml"
    config.write_text(HOME.format(anna="daily 06:00-18:00", ben="daily 18:00-06:00"))
    return CliRunner().invoke(replay, [str(folder / "data"), "--config", str(config)])


def test_days_that_retention_cut_are_no_silence_of_the_home(tmp_path: Path) -> None:
    result = played(tmp_path, (9, 10, 11, 20, 21))
    assert result.exit_code == 0, result.output
    gap = "the journal lacks 8 events between 2026-11-13 12:00 and 2026-11-22 12:00"
    assert [line.count(gap) for line in result.stderr.splitlines() if "lacks" in line] == [1]


@pytest.mark.parametrize("first", [1, 9])
def test_a_journal_without_a_gap_has_none(tmp_path: Path, first: int) -> None:
    result = played(tmp_path, range(first, first + 4))
    assert result.exit_code == 0, result.output
    assert "lacks" not in result.stderr
