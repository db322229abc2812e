"""The pages at the end of a tunnel, as with WireGuard: only it leads to them, and a password alone opens nothing.

This kernel may have no WireGuard; what is between is a pair of virtual devices (inside_a_tunnel.py).
"""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from hub.pages.accounts import Accounts
from tests.e2e.inside_a_tunnel import HUB, PASSWORD, PORT, ROOT
from tests.e2e.test_without_internet import NAMESPACE


def test_only_the_tunnel_leads_to_the_pages_and_a_second_factor_is_asked_for(tmp_path: Path) -> None:
    demo = (ROOT / "config" / "demo.toml").read_text().replace("var/demo", str(tmp_path / "var"))
    (tmp_path / "hub.toml").write_text(f'{demo}\n[pages]\nlisten = "{HUB}:{PORT}"\n')
    accounts = Accounts.open(tmp_path / "var" / "pages")
    assert accounts.add("Ivy Fitter", "installer", PASSWORD, datetime.now(UTC)) == ""
    assert accounts.add("Anna Carer", "carer", PASSWORD, datetime.now(UTC)) == ""
    accounts.close()
    command = [*NAMESPACE, sys.executable, "-m", "tests.e2e.inside_a_tunnel", str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=150, check=False)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-3000:]
    told = json.loads(ran.stdout)
    assert told["tunnel"] == "yes: 200"
    assert told["others"] == "ConnectionRefusedError"
    status, text = told["password alone"]
    assert status == 403 and "second factor is needed" in text
    status, text = told["six digits"]
    assert status == 200 and "Anna Carer" in text
