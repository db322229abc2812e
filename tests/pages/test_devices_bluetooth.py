"""Bluetooth devices on the visit: bleak over D-Bus to a small BlueZ, real pages, and a real hub beside them."""

import stat
from pathlib import Path

import pytest

from tests.connectors.bluetooth.packets import KEY, plain, sealed
from tests.support.near import Near, near

BUTTON, LOCK, STRANGER = "A4:C1:38:8D:18:01", "A4:C1:38:8D:18:B2", "11:22:33:44:55:66"


def pressed(number: int) -> bytes:
    """A button that says a press plainly."""
    return plain("3a01", packet=number % 256)


def opened(number: int) -> bytes:
    """A contact that encrypts: it is opened, then closed, and so on."""
    return sealed(f"1a{number % 2:02x}", number, address=LOCK)


def test_a_button_and_a_lock_are_seen_named_and_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with near(tmp_path, monkeypatch, hub=True) as home:
        text = home.seen(BUTTON, pressed, "bthome. It tells: button.", name="Shelly button")
        assert "Shelly button" in text and "-60 dBm" in text
        place = f"/visit/pair/device/{BUTTON}"
        form = home.ivy.html(place)
        order = [form.index(f'name="use" value="{use}"') for use in ("help button", "light", "exit door")]
        assert order == sorted(order), "what it may be by what it told so far stands first, and nothing is ruled out"
        assert "It can tell: button." in form and "Every press of it calls for help" in form and "Its key" not in form
        assert "Choose what it is there for." in home.ivy.post(place, 422, room="hall")
        assert "Choose the room where it is." in home.ivy.post(place, 422, use="help button", room="cellar")
        text = home.ivy.post(place, use="help button", room="no room", name="Mary's button")
        assert "Mary's button" in text and "has not been heard yet" in text and "No hub is running" not in text
        made = home.device(BUTTON)
        assert (made.name, made.use, made.worn_by, made.room) == ("Mary's button", "help button", "mary", None)
        heard = "This is the proof: it is heard."
        home.ivy.waits(place, lambda text: home.radio.says(BUTTON, pressed) and heard in text, heard)
        assert BUTTON not in home.ivy.get("/visit/pair").split("In their place")[0], "it is no stranger any more"
        is_sealed(home)


def is_sealed(home: Near) -> None:
    """A device that encrypts asks for its key, and is understood with it alone."""
    home.seen(LOCK, opened, "bthome, encrypted: its key is needed.")
    place = f"/visit/pair/device/{LOCK}"
    assert "24 or 32 hexadecimal digits" in home.ivy.html(place)
    for key in ("", "not a key", KEY.hex()[:-2]):
        text = home.ivy.post(place, 422, use="exit door", room="hall", key=key)
        assert "Its key is 24 or 32 hexadecimal digits" in text and home.device(LOCK) is None
    text = home.ivy.post(place, use="exit door", room="hall", key=KEY.hex())
    assert "Hall exit door" in text and KEY.hex() not in text
    file = Path(home.device(LOCK).bluetooth.key.file)
    assert file.read_text().strip() == KEY.hex() and not stat.S_IMODE(file.stat().st_mode) & 0o007
    assert KEY.hex() not in home.site.file.read_text()
    heard = "This is the proof: it is heard."
    home.ivy.waits(place, lambda text: home.radio.says(LOCK, opened) and heard in text, heard)


def test_what_nobody_understands_is_good_for_a_tag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with near(tmp_path, monkeypatch) as home:
        home.ivy.post("/visit/pair/listen")

        def shown(text: str) -> bool:
            home.radio.does(home.radio.bluez.advertise(STRANGER, name="<b>Keys</b>", manufacturer={0x4C: b"tag"}))
            return "good for a tag only" in text

        text = home.ivy.waits("/visit/pair", shown)
        assert "<b>Keys</b>" in text, "as a word, not as markup"
        assert "<b>Keys" not in home.ivy.html("/visit/pair")
        text = home.ivy.post(f"/visit/pair/device/{STRANGER}", use="tag", room="no room", worn_by="mary")
        assert "Tag" in text and "No hub is running" in text
        assert home.device(STRANGER).use == "tag"


TROUBLES = {
    "missing": ({"there": False}, None, "There is no adapter hci0. Is it plugged in"),
    "off": ({"powered": False}, None, "The adapter hci0 is switched off. bluetoothctl power on"),
    "no service": ({"service": False}, None, "The Bluetooth service (bluetoothd) does not run. sudo systemctl"),
    "denied": ({"denied": True}, None, "The hub's user may not use Bluetooth. sudo usermod -aG bluetooth"),
    "busy": ({}, ("org.bluez.Error.InProgress", "Operation already in progress"), "busy. Find the other program"),
}


@pytest.mark.parametrize(("fake", "fails", "says"), TROUBLES.values(), ids=list(TROUBLES))
def test_a_radio_that_does_not_work_says_why_and_what_to_do(
    fake: dict[str, bool], fails: tuple[str, str] | None, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with near(tmp_path, monkeypatch, **fake) as home:
        if fails:
            home.radio.bluez.fails["StartDiscovery"] = fails
        home.ivy.post("/visit/pair/listen")
        text = home.ivy.waits(
            "/visit/pair", lambda text: "hci0" in text or "Bluetooth service" in text or "user" in text
        )
        assert says.casefold() in text.casefold() and "Listening." not in text
