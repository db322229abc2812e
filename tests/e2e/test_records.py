"""What is asked a year later, asked of a real hub: while it runs, and when it does not."""

import json
from pathlib import Path
from typing import Any

from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.command import Begin
from tests.support.home import ANNA, RunningHub, press, twilio, zigbee
from tests.support.peer import peer

wait = RunningHub.until


def test_what_is_kept_is_told_beside_a_running_hub_and_without_one(
    tmp_path: Path, home: RealBroker, carrier: Carrier, begin: Begin
) -> None:
    with peer(home.port) as people, RunningHub(
        tmp_path, zigbee(home.port), twilio(carrier.url, ACCOUNT, SENDER), token=TOKEN
    ) as running:  # fmt: skip

        def says(*words: str, codes: tuple[int, ...] = (0,)) -> str:
            return begin(running, *words).ends(*codes)[0]

        running.hears(people)
        people.say("zigbee2mqtt/pendant", press())
        carrier.expect(ANNA, "Help button pressed")
        [incident] = [one for one in running.incidents() if one["kind"] == "help"]
        code = incident["reference"]
        says("ack", code, "--by", "anna", "--does", "close", "--outcome", "spoke to them")
        wait(lambda: running.ask("status")["outbox"] == 0, "all has left")
        assert "is frozen" in says("freeze", code, "--by", "Sue", "--because", "a complaint")
        beside = everything(says, tmp_path, code)
        assert says("freeze", "Z9", "--by", "Sue", "--because", "x", codes=(1,)).startswith("no incident Z9")
        key = running.ask("status")["evidence key"]
        assert key and key in says("evidence", "--verify", str(tmp_path / "evidence-1"))
        running.stop()
        without = everything(says, tmp_path, code)
        assert without["steps"] == beside["steps"]
        assert "given back" in says("unfreeze", code, "--by", "Sue", "--because", "settled")
        assert key in says("evidence", "--verify", str(tmp_path / "evidence-2"))


def everything(says: Any, folder: Path, code: str) -> dict[str, Any]:
    """The timeline, the report and the evidence, as they must be."""
    lines = [json.loads(line) for line in says("incident", code, "--json").splitlines()]
    steps = [line["step"] for line in lines if line["step"]]
    assert steps[:2] == ["raised", "told"] and "receipt" in steps and "closed" in steps
    assert [line["who"] for line in lines if line["step"] == "closed"] == ["Anna"]
    assert "Sue" in [line["who"] for line in lines], "who froze it is part of it"
    report = json.loads(says("report", "--json"))
    assert (report["raised"], report["outcomes"]) == (1, {"spoke to them": 1})
    assert report["acknowledged_within"][0]["within"] == 1 and report["hand_over"]["known"] == 1
    number = 1 + len(list(folder.glob("evidence-*")))
    out = folder / f"evidence-{number}"
    says("evidence", "--for", "resident", "--out", str(out), "--device", "Mary's pendant")
    page = (out / "evidence.html").read_text()
    assert "Mary&#x27;s pendant: 1 call by it reached the hub" in page
    assert "7700900111" not in page and "spoke to them" in page
    return {"steps": steps}
