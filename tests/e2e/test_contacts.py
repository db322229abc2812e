"""A test text by the command line: it goes to a real carrier's door, is answered, and `carehub contacts` shows it."""

import json
import subprocess
import sys
from pathlib import Path

from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, RunningHub, twilio, zigbee

wait = RunningHub.until


def carehub(running: RunningHub, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hub", *words, "--config", str(running.settings)]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)


def state(running: RunningHub, contact: str) -> str:
    rows = [json.loads(line) for line in carehub(running, "contacts", "--json").stdout.splitlines()]
    return str(next(row["state"] for row in rows if row["id"] == contact))


def test_a_contact_is_tested_answers_and_is_shown_as_proven_also_by_a_hub_that_is_off(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    with RunningHub(tmp_path, zigbee(home.port), twilio(carrier.url, ACCOUNT, SENDER), token=TOKEN) as running:
        assert state(running, "anna") == "not tested yet"
        sent = carehub(running, "contacts", "--test", "Anna", "--by", "Sue")
        assert (sent.returncode, sent.stderr) == (0, "")
        carrier.expect(ANNA, "only a test, nobody needs help")
        assert state(running, "anna") == "asked"
        carrier.replies(ANNA, "ok")
        carrier.expect(ANNA, "thank you, that works")  # replies are asked for every 10 s
        wait(lambda: state(running, "anna") == "proven", "the answer is noted")
        table = carehub(running, "contacts").stdout
        assert "proven" in table
        assert "not tested yet" in table, "Ben's"
        nobody = carehub(running, "contacts", "--test", "zoe")
        assert (nobody.returncode, nobody.stdout) == (1, "not sent: nobody of that name is a contact\n")
    assert state(running, "anna") == "proven"
    assert carehub(running, "contacts", "--test", "anna").returncode == 3
