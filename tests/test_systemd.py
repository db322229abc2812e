"""The unit files: right, hardened, and in step with what the documents promise."""

import configparser
import json
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from connectors.bluetooth.radio.reset import ASKED
from hub.backup.standing_still import LONGEST
from hub.shell.pulse_file import AUDITORS_SERVICE, SERVICE
from tests.support.ports import free_port

TREE = Path(__file__).resolve().parents[1]
UNIT = TREE / "systemd" / "carehub.service"
SOUND = TREE / "systemd" / "carehub-sound.conf"
AUDIT = TREE / "systemd" / "carehub-audit.service"
PAGES = TREE / "systemd" / "carehub-pages.service"
RESET = TREE / "systemd" / "carehub-bluetooth-reset.service"
RESET_ASKED = RESET.with_suffix(".path")
EXPOSURE = 2.0
"""The most that systemd-analyze may find exposed, of 10 (issue: hardened)."""

MUST_BE_OPEN = {
    "PrivateNetwork=": "it speaks to the broker, the providers and the centre",
    "RestrictAddressFamilies=~AF_(INET|INET6)": "MQTT and HTTPS",
    "RestrictAddressFamilies=~AF_UNIX": "hub.sock, D-Bus for Bluetooth and the modem, systemd's own notify socket",
    "RestrictAddressFamilies=~AF_NETLINK": "name look-ups choose an address with it",
    "IPAddressDeny=": "providers and centres change their addresses",
    "ProtectClock=": "it would forbid asking whether NTP vouches for the clock; no capability is left to set it with",
    "SystemCallFilter=~@clock": "the same question",
    "SystemCallFilter=~@privileged": "the same question: adjtimex alone of that group",
    "RootDirectory=/RootImage=": "the virtual environment uses the system's Python",
    "PrivateMounts=": "mounting is already forbidden to it",
    "UMask=": "hub.sock is for the group carehub",
}
"""Every weakness that is left, and why it must be."""

AUDIT_MUST_BE_OPEN = {
    **{name: why for name, why in MUST_BE_OPEN.items() if name not in ("UMask=", "PrivateMounts=")},
    "UMask=": "what it keeps is for the group carehub, as all of the hub's",
    "ProtectProc=": "it looks whether the hub's process is there, and that has private users of its own",
}
"""The same for the auditor."""

PAGES_MUST_BE_OPEN = {
    "PrivateNetwork=": "browsers ask it, and it asks the broker while a device is paired",
    "RestrictAddressFamilies=~AF_(INET|INET6)": "the same",
    "RestrictAddressFamilies=~AF_UNIX": "hub.sock",
    "RestrictAddressFamilies=~AF_NETLINK": "name look-ups choose an address with it",
    "IPAddressDeny=": "a home's network may have any addresses",
    "ProtectProc=": "it tells the hub's process that the settings have changed, and that has private users of its own",
    "ProtectClock=": "its support page asks, as the hub does, whether NTP vouches for the clock",
    "SystemCallFilter=~@clock": "the same question",
    "SystemCallFilter=~@privileged": "the same question: adjtimex alone of that group",
    "RootDirectory=/RootImage=": "the virtual environment uses the system's Python",
    "UMask=": "settings that a form has changed are for the group carehub",
}
"""The same for the pages."""

RESET_MUST_BE_OPEN = {
    "User=/DynamicUser=": "the kernel lets only root unblock a radio and reset a USB port",
    "PrivateUsers=": "/dev/rfkill belongs to the system's root",
    "PrivateDevices=": "/dev/rfkill and the USB port",
    "DeviceAllow=": "the same two",
    "PrivateNetwork=": "Bluetooth's sockets exist in the system's own network only; IP is denied to it",
    "RestrictAddressFamilies=~…": "AF_BLUETOOTH",
    "RestrictAddressFamilies=~AF_UNIX": "asyncio wakes itself through a local socket pair",
    "CapabilityBoundingSet=~CAP_NET_ADMIN": "to switch an adapter off and on",
    "CapabilityBoundingSet=~CAP_NET_(BIND_SERVICE|BROADCAST|RAW)": "its raw socket",
    "RootDirectory=/RootImage=": "the virtual environment uses the system's Python",
}
"""The same for the small unit that resets a Bluetooth adapter."""


def analyze(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = ["systemd-analyze", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def settings(section: str, unit: Path = UNIT) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    here = ""
    for line in unit.read_text().splitlines():
        if line.startswith("["):
            here = line.strip("[]")
        elif here == section and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def test_the_units_files_are_right(tmp_path: Path) -> None:
    program = tmp_path / "carehub"
    shutil.copy("/bin/true", program)
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text().replace("/opt/carehub/bin/carehub", str(program)))
    verified = analyze("verify", "--man=no", copy)
    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")


def test_verify_would_notice_a_wrong_setting(tmp_path: Path) -> None:
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text().replace("WatchdogSec=60", "WatchDogSec=60"))
    assert "WatchDogSec" in analyze("verify", "--man=no", copy).stderr


def test_the_hub_is_exposed_as_little_as_it_can_be() -> None:
    judged = analyze("security", "--offline=true", f"--threshold={int(EXPOSURE * 10)}", "--no-pager", UNIT)
    assert judged.returncode == 0, judged.stdout
    listed = json.loads(analyze("security", "--offline=true", "--json=short", "--no-pager", UNIT).stdout)
    open_ways = {row["name"] for row in listed if row["set"] is False and row["exposure"]}
    assert open_ways == set(MUST_BE_OPEN)


SOUND_OPENS = {
    "PrivateDevices=": "the sound card",
    "DeviceAllow=": "the sound card, and no other device",
    "SupplementaryGroups=": "sound cards are for the group audio",
}
"""What a hub that speaks has open besides."""


def test_a_hub_that_speaks_gets_the_sound_card_and_nothing_else(tmp_path: Path) -> None:
    shutil.copy("/bin/true", tmp_path / "carehub")
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace("/opt/carehub/bin/carehub", str(tmp_path / "carehub")))
    drop_in = tmp_path / f"{UNIT.name}.d"
    drop_in.mkdir()
    shutil.copy(SOUND, drop_in / "sound.conf")
    verified = analyze("verify", "--man=no", unit)
    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")
    unit.write_text(UNIT.read_text().replace("[Install]", SOUND.read_text() + "[Install]"))
    judged = analyze("security", "--offline=true", f"--threshold={int(EXPOSURE * 10)}", "--no-pager", unit)
    assert judged.returncode == 0, judged.stdout
    listed = json.loads(analyze("security", "--offline=true", "--json=short", "--no-pager", unit).stdout)
    open_ways = {row["name"] for row in listed if row["set"] is False and row["exposure"]}
    assert open_ways - set(MUST_BE_OPEN) <= set(SOUND_OPENS)


@pytest.mark.parametrize(("unit", "must_be_open"), [(AUDIT, AUDIT_MUST_BE_OPEN), (PAGES, PAGES_MUST_BE_OPEN)])
def test_a_unit_beside_the_hubs_is_right_and_exposed_as_little_as_it_can_be(
    unit: Path, must_be_open: dict[str, str], tmp_path: Path
) -> None:
    shutil.copy("/bin/true", tmp_path / "carehub")
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text().replace("/opt/carehub/bin/carehub", str(tmp_path / "carehub")))
    verified = analyze("verify", "--man=no", copy)
    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")
    judged = analyze("security", "--offline=true", f"--threshold={int(EXPOSURE * 10)}", "--no-pager", unit)
    assert judged.returncode == 0, judged.stdout
    listed = json.loads(analyze("security", "--offline=true", "--json=short", "--no-pager", unit).stdout)
    assert {row["name"] for row in listed if row["set"] is False and row["exposure"]} == set(must_be_open)


def test_the_pages_may_put_another_hub_in_its_place_while_it_stands_still() -> None:
    """They stop it as its own user, write both folders, and the hub is started again however often it is refused."""
    hub, pages = settings("Service"), settings("Service", PAGES)
    assert hub["User"] == pages["User"] and hub["StateDirectory"] == pages["StateDirectory"]
    assert "-/etc/carehub" in pages["ReadWritePaths"] and "ReadWritePaths" not in hub
    assert hub["Restart"] == pages["Restart"] == ["always"] and int(hub["RestartSec"][0]) >= 1
    assert all(settings("Unit", unit)["StartLimitIntervalSec"] == ["0"] for unit in (UNIT, PAGES))
    assert int(hub["TimeoutStopSec"][0]) < LONGEST
    assert "install -d -m 0770 -g carehub /etc/carehub" in (TREE / "docs" / "installer.md").read_text()


def test_no_alarm_waits_for_a_page() -> None:
    unit, service, hub = settings("Unit", PAGES), settings("Service", PAGES), settings("Service")
    assert "carehub-pages" not in UNIT.read_text() + AUDIT.read_text()
    assert [tie for tie in ("Requires", "BindsTo", "PartOf", "Before") if tie in unit] == []
    assert int(service["OOMScoreAdjust"][0]) > 0 > int(hub["OOMScoreAdjust"][0])
    assert int(service["CPUWeight"][0]) < 100 and int(service["IOWeight"][0]) < 100, "the hub has the usual 100"
    assert (service["User"], service["StateDirectory"]) == (hub["User"], hub["StateDirectory"])


def test_the_auditor_lives_when_the_hub_does_not_and_is_watched_itself() -> None:
    unit, service = settings("Unit", AUDIT), settings("Service", AUDIT)
    ties = ("Requires", "Requisite", "BindsTo", "PartOf", "Upholds", "PropagatesStopTo", "StopPropagatedFrom")
    assert [tie for tie in ties if tie in unit] == []
    assert "carehub.service" not in AUDIT.read_text().replace("(as in carehub.service)", "")
    assert (service["Type"], service["Restart"], service["WatchdogSec"]) == (["notify"], ["always"], ["60"])
    assert unit["StartLimitIntervalSec"] == ["0"]


def test_the_auditor_can_write_its_own_folders_only_and_is_found_by_the_hub() -> None:
    service = settings("Service", AUDIT)
    assert service["ProtectSystem"] == ["strict"]
    assert "ReadWritePaths" not in service
    assert service["StateDirectory"] != settings("Service")["StateDirectory"]
    assert service["User"] == settings("Service")["User"]
    assert f"/run/{service['RuntimeDirectory'][0]}" == AUDITORS_SERVICE
    assert f"/run/{settings('Service')['RuntimeDirectory'][0]}" == SERVICE
    assert settings("Service")["RuntimeDirectoryPreserve"] == ["yes"], "the hub's last word is seen after its stop"


def test_the_auditor_may_use_less_than_the_hub() -> None:
    service = settings("Service", AUDIT)
    assert (service["MemoryMax"], service["CPUQuota"], service["IOWeight"]) == (["120M"], ["50%"], ["10"])
    assert int(service["OOMScoreAdjust"][0]) > int(settings("Service")["OOMScoreAdjust"][0])


def test_the_small_unit_is_right_and_can_do_little_else(tmp_path: Path) -> None:
    for unit in (RESET, RESET_ASKED):
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/carehub/bin/python", "/bin/true"))
    verified = analyze("verify", "--man=no", tmp_path / RESET.name, tmp_path / RESET_ASKED.name)
    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")
    judged = analyze("security", "--offline=true", f"--threshold={int(EXPOSURE * 10)}", "--no-pager", RESET)
    assert judged.returncode == 0, judged.stdout
    listed = json.loads(analyze("security", "--offline=true", "--json=short", "--no-pager", RESET).stdout)
    assert {row["name"] for row in listed if row["set"] is False and row["exposure"]} == set(RESET_MUST_BE_OPEN)


def test_the_small_unit_runs_what_the_hub_asks_for_and_finds_where_it_asks() -> None:
    place = f"/run/{settings('Service')['RuntimeDirectory'][0]}/{ASKED}"
    assert settings("Path", RESET_ASKED)["PathChanged"] == [place]
    (command,) = settings("Service", RESET)["ExecStart"]
    _, _, words = command.partition(" -m connectors.bluetooth.radio.reset ")
    assert words.split() == ["--asked", place]


def test_it_is_watched_and_never_given_up() -> None:
    service = settings("Service")
    assert service["Type"] == ["notify"]
    assert service["WatchdogSec"] == ["60"]
    assert service["Restart"] == ["always"]
    assert service["User"] == ["carehub"]
    assert settings("Unit")["StartLimitIntervalSec"] == ["0"]


def test_it_waits_for_no_internet() -> None:
    assert "network-online" not in UNIT.read_text()


def test_no_secret_is_required_to_start() -> None:
    """A name without a path is looked up in /etc/credstore, and may be absent; with a path it would stop the hub."""
    for unit in (UNIT, AUDIT):
        wanted = settings("Service", unit)["LoadCredential"]
        assert wanted
        assert [name for name in wanted if ":" in name] == []


def test_the_installers_guide_names_every_secret_and_folder() -> None:
    guide = (TREE / "docs" / "installer.md").read_text()
    service = settings("Service")
    audit = settings("Service", AUDIT)["LoadCredential"]
    named = [*service["LoadCredential"], *audit, "/var/lib/carehub", "/etc/carehub/hub.toml", "/etc/credstore"]
    assert [word for word in named if word not in guide] == []


def test_mosquitto_ships_the_settings_that_lose_nothing() -> None:
    told = configparser.ConfigParser(delimiters=(" ",), strict=False)
    told.read_string("[broker]\n" + (TREE / "config" / "mosquitto.conf").read_text())
    broker = told["broker"]
    assert broker["max_queued_messages"] == "0"
    assert broker["max_queued_bytes"] == str(64 * 1024 * 1024)
    assert broker["persistence"] == "true"
    assert broker["set_tcp_nodelay"] == "true"


DEBIANS_OWN = "persistence true\npersistence_location {here}/\nlog_dest stderr\ninclude_dir {here}/conf.d\n"
"""What /etc/mosquitto/mosquitto.conf says in Debian 12; a setting that stands in both files keeps mosquitto down."""


def test_mosquitto_starts_with_our_file_beside_debians_own(tmp_path: Path) -> None:
    port = free_port()
    ours = (TREE / "config" / "mosquitto.conf").read_text().replace("listener 1883", f"listener {port}")
    (tmp_path / "conf.d").mkdir()
    (tmp_path / "conf.d" / "carehub.conf").write_text(ours)
    (tmp_path / "mosquitto.conf").write_text(DEBIANS_OWN.format(here=tmp_path) + "user root\n")
    command = ["mosquitto", "-c", str(tmp_path / "mosquitto.conf")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as broker:
        try:
            came_up = listens(port, broker)
        finally:
            broker.terminate()
            said = broker.communicate()[1]
    assert came_up, said


def listens(port: int, program: subprocess.Popen[str]) -> bool:
    """True once somebody listens on the port; False if the program ended, or 10 s went by."""
    give_up = time.monotonic() + 10
    while program.poll() is None and time.monotonic() < give_up:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return True
    return False


def test_the_hubs_user_may_do_with_a_modem_what_the_hub_does_and_no_more() -> None:
    """The actions that guard each method are those of ModemManager's D-Bus policy file."""
    guards = {
        "Create": "Messaging", "Send": "Messaging", "Delete": "Messaging", "Enable": "Device.Control",
        "Reset": "Device.Control", "SendPin": "Device.Control", "Initiate": "USSD", "Cancel": "USSD",
    }  # fmt: skip
    free = {"GetManagedObjects", "GetAll"}
    calls = re.compile(r'self\._(?:ask|do)\([^"]*"([A-Z][A-Za-z]+)"')
    asked = set(calls.findall((TREE / "connectors" / "modem" / "bus.py").read_text()))
    rules = UNIT.with_name("carehub-modem.rules").read_text()
    granted = set(re.findall(r'"org\.freedesktop\.ModemManager1\.([A-Za-z.]+)"', rules))
    assert asked - free == set(guards)
    assert granted == {guards[each] for each in asked - free}
    assert 'subject.user == "carehub"' in rules and rules.count("{") == rules.count("}")
    assert "User=carehub\n" in UNIT.read_text()
