"""What browsers are given that others wrote is what its table says it is, byte for byte, with its licence beside it."""

import re
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "hub" / "pages" / "static" / "vendor"
NOTICE = (Path(__file__).resolve().parents[2] / "NOTICE").read_text()
ROW = re.compile(r"^\| `([^`]+)` \| (\S+) \| `[^`]+` \| `[^`]+` \| `([0-9a-f]{64})` \|$", re.MULTILINE)

ROWS = ROW.findall((FOLDER / "README.md").read_text())
SCRIPTS = [file.name for file in FOLDER.glob("*.js")]


def test_each_file_is_the_one_that_was_looked_at() -> None:
    there = {file.name: sha256(file.read_bytes()).hexdigest() for file in FOLDER.iterdir() if file.name != "README.md"}
    assert there == {name: digest for name, _, digest in ROWS}


def test_each_script_has_its_licence_beside_it_and_is_in_the_notice_with_its_version() -> None:
    versions = {name: version for name, version, _ in ROWS}
    assert SCRIPTS
    for script in SCRIPTS:
        licence = FOLDER / script.replace(".min.js", ".LICENSE.txt")
        assert "Permission to use, copy, modify, and/or distribute" in licence.read_text()
        (told,) = re.findall(rf"^hub/pages/static/vendor/{re.escape(script)}\n((?: {{4}}.*\n)+)", NOTICE, re.MULTILINE)
        assert versions[script] in told


def test_no_script_names_an_address_that_a_browser_could_ask() -> None:
    for script in SCRIPTS:
        assert not re.search(r"""["'`](?:https?:)?//[\w.-]""", (FOLDER / script).read_text()), script
