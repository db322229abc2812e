"""Freezing is asked for by a person, with a reason, by code or id; and it is written down."""

from pathlib import Path

import pytest

from hub.core.state import Facts
from hub.model.ids import IncidentId
from hub.shell.freezing import freeze
from hub.shell.store import Store
from tests.shell.store_samples import at, facts, incident


def test_by_code_or_id_with_who_and_why(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.commit([], Facts(), facts(incident(1), incident(2)), ())
    assert freeze(store, "k1", "Sue", "a complaint", at(9), keep=True) == {
        "ok": True, "because": "e-1 is frozen: nothing of its days is forgotten", "incident": "e-1",
    }  # fmt: skip
    assert (store.frozen(IncidentId("e-1")), store.frozen(IncidentId("e-2"))) == (True, False)
    assert "already" in freeze(store, "e-1", "Sue", "again", at(10), keep=True)["because"]
    assert freeze(store, "e-1", "Tom", "it is settled", at(11), keep=False)["ok"]
    assert not store.frozen(IncidentId("e-1"))
    assert [(line.who, line.what, line.because) for line in store.trail_of(IncidentId("e-1"))] == [
        ("Sue", "frozen: kept against retention", "a complaint"), ("Tom", "given back to retention", "it is settled"),
    ]  # fmt: skip
    store.close()


@pytest.mark.parametrize(("said", "by", "because"), [("K9", "Sue", "x"), ("K1", " ", "x"), ("K1", "Sue", "")])
def test_nothing_is_frozen_for_nobody_or_for_no_reason(tmp_path: Path, said: str, by: str, because: str) -> None:
    store = Store.open(tmp_path)
    store.commit([], Facts(), facts(incident(1)), ())
    assert not freeze(store, said, by, because, at(9), keep=True)["ok"]
    assert not store.frozen(IncidentId("e-1")) and store.audit() == []
    store.close()
