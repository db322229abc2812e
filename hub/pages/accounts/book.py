"""Everything about signing in, over one file. Failures are values: a refusal says what somebody reads."""

import hmac
import secrets
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct, structs

from hub.core.languages import ENGLISH
from hub.pages.accounts import lockout, passwords, second_factor, sessions, trail
from hub.pages.accounts.database import opened
from hub.pages.accounts.first_code import first_code, is_it
from hub.pages.accounts.people import Person
from hub.pages.roles import Role
from hub.pages.words import later

HALF = timedelta(minutes=5)
"""How long the digits may be typed after the password."""
_PERSON = "p.id, p.name, p.role, p.contact, p.language, p.second IS NOT NULL, p.id IN (SELECT person FROM parted)"
_PEOPLE = f"SELECT {_PERSON} FROM people p WHERE p.gone IS NULL"  # noqa: S608 - a constant
_SESSION = (  # constants too
    f"SELECT s.began, s.seen, s.second, {_PERSON} FROM sessions s JOIN people p ON p.id = s.person"  # noqa: S608
    " WHERE s.token = ? AND p.gone IS NULL"
)


class Wait(Struct, frozen=True):
    """Too many wrong tries: not before this has passed."""

    so_long: timedelta


class Wrong(Struct, frozen=True):
    """Name, password or digits are wrong; which of them is not told."""


class SecondAsked(Struct, frozen=True):
    """Name and password are right; now the six digits are asked for. They come with `half`."""

    half: str


class SignedIn(Struct, frozen=True):
    """A session began. `device` is to be kept by the browser: in it, this person is known from now on."""

    person: Person
    token: str
    device: str


Answer = Wait | Wrong | SecondAsked | SignedIn


class Accounts:
    """Who may sign in, over one connection. Times are UTC."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        conn.execute("INSERT OR IGNORE INTO secrets(name, value) VALUES ('forms', ?)", (secrets.token_hex(32),))
        found = conn.execute("SELECT value FROM secrets WHERE name = 'forms'").fetchone()
        self._forms = bytes.fromhex(found[0])
        self._halves: dict[str, tuple[int, datetime]] = {}

    @classmethod
    def open(cls, folder: Path) -> "Accounts":
        """The accounts kept in `folder`, which is made if it is not there."""
        return cls(opened(folder))

    def file_id(self) -> tuple[int, int]:
        """Tells the file at its place from every other one; (0, 0) if there is none."""
        try:
            about = Path(self.conn.execute("PRAGMA database_list").fetchone()[2]).stat()
        except OSError:
            return 0, 0
        return about.st_dev, about.st_ino

    def close(self) -> None:
        """Lets go of the file."""
        self.conn.close()

    # --- the first visit

    @property
    def first_code(self) -> str | None:
        """The code that sets the first password; None once an installer can sign in: then it is worth nothing."""
        found = self.conn.execute("SELECT 1 FROM people WHERE role = 'installer' AND gone IS NULL").fetchone()
        return None if found else first_code(self.conn)

    def is_first_code(self, said: str, address: str, now: datetime) -> bool | Wait:
        """Whether this is the code. Wrong ones are counted for the address alone: 78 bits that nobody guesses need no
        more, and a stranger in the Wi-Fi does not keep the installer out.
        """
        who = (f"first {address}",)
        if wait := lockout.waits(self.conn, who, now):
            return Wait(wait)
        if self.first_code is not None and is_it(self.conn, said):
            lockout.succeeded(self.conn, who)
            return True
        lockout.failed(self.conn, who, now)
        return False

    # --- people

    def people(self) -> list[Person]:
        """Who may sign in, by name."""
        rows = self.conn.execute(f"{_PEOPLE} ORDER BY name COLLATE NOCASE").fetchall()
        return [_person(row) for row in rows]

    def add(
        self, name: str, role: Role, password: str, now: datetime, *, contact: str = "", language: str = ENGLISH,
        by: str = "",
    ) -> str:  # fmt: skip
        """Lets somebody sign in. Why not, in words; empty if they may now."""
        name = " ".join(name.split())
        if not 0 < len(name) <= 60:
            return later("Give a name of 1 to 60 letters.")
        if self.conn.execute("SELECT 1 FROM people WHERE called = ? AND gone IS NULL", (_called(name),)).fetchone():
            return later("Somebody of this name can sign in already. Add a surname.")
        if why := passwords.refusal(password, (name, contact)):
            return why
        self.conn.execute(
            "INSERT INTO people(name, called, role, contact, language, password, counted, made, made_by)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)",
            (name, _called(name), role, contact, language, passwords.hashed(password), int(now.timestamp()), by),
        )
        return ""

    def remove(self, person: int, now: datetime) -> str:
        """They may sign in no longer. Why not, in words: somebody must be left who can let others in."""
        left = [each for each in self.people() if each.role == "installer" and each.id != person]
        if not left:
            return later("This is the last installer. Let another installer sign in first.")
        self.conn.execute(
            "UPDATE people SET gone = ?, password = '', second = NULL WHERE id = ?", (int(now.timestamp()), person)
        )
        sessions.end_others(self.conn, person)
        return ""

    def unlink(self, known: frozenset[str]) -> list[Person]:
        """Whoever is no longer in the settings is nobody there: an id that is given again is another person's.

        They are signed out, and have few rights until they are linked anew. Not an installer, who never had those: one
        must be left who links others.
        """
        gone = [each for each in self.people() if each.contact and each.contact not in known]
        for each in gone:
            self.conn.execute("UPDATE people SET contact = '' WHERE id = ?", (each.id,))
            if each.role != "installer":
                self.conn.execute("INSERT OR IGNORE INTO parted(person) VALUES (?)", (each.id,))
                sessions.end_others(self.conn, each.id)
        return gone

    def link(self, person: int, contact: str) -> None:
        """Says who an account is in the settings: what was taken from it with the old link is given back."""
        self.conn.execute("UPDATE people SET contact = ? WHERE id = ?", (contact, person))
        self.conn.execute("DELETE FROM parted WHERE person = ?", (person,))

    def change_password(self, person: Person, old: str, new: str, token: str) -> str:
        """A new password; every other browser is signed out. Why not, in words."""
        if not passwords.fits(self._kept(person.id)[0], old):
            return later("The old password is wrong.")
        if why := passwords.refusal(new, (person.name, person.contact)):
            return why
        self.conn.execute("UPDATE people SET password = ? WHERE id = ?", (passwords.hashed(new), person.id))
        sessions.end_others(self.conn, person.id, but=token)
        return ""

    def speak(self, person: Person, language: str) -> None:
        """The language of these pages for this person."""
        self.conn.execute("UPDATE people SET language = ? WHERE id = ?", (language, person.id))

    # --- signing in

    def sign_in(self, name: str, password: str, address: str, device: str, now: datetime) -> Answer:
        """Name and password. `address`: where the browser is; `device`: what it was given when it last signed in."""
        person = self._called(name)
        who = self._counted(person, name, address, device)
        if wait := lockout.waits(self.conn, who, now):
            return Wait(wait)
        kept, secret, _ = self._kept(person.id) if person else (None, None, 0)
        if not passwords.fits(kept, password) or person is None:
            return self._wrong(who, name, address, now)
        if secret is not None:
            return SecondAsked(self._half(person.id, now))
        return self._begun(person, who, address, device, now)

    def second(self, half: str, digits: str, address: str, device: str, now: datetime) -> Answer:
        """The six digits, after `SecondAsked`."""
        number, until = self._halves.get(half, (0, now))
        person = next((each for each in self.people() if each.id == number and now < until), None)
        if person is None:
            return Wrong()
        who = self._counted(person, person.name, address, device)
        if wait := lockout.waits(self.conn, who, now):
            return Wait(wait)
        _, secret, counted = self._kept(person.id)
        step = second_factor.step_of(secret or "", digits, now, counted) if secret else None
        if step is None:
            return self._wrong(who, person.name, address, now)
        del self._halves[half]
        self.conn.execute("UPDATE people SET counted = ? WHERE id = ?", (step, person.id))
        return self._begun(structs.replace(person, sure=True), who, address, device, now)

    def session(self, token: str, now: datetime, *, used: bool = True) -> Person | None:
        """Who is signed in in the browser that holds this token. `used`: a person did something, which prolongs it."""
        found = self.conn.execute(_SESSION, (sessions.kept(token),)).fetchone()
        if found is None:
            return None
        began, seen, sure, *rest = found
        person = structs.replace(_person(tuple(rest)), sure=bool(sure))
        if sessions.is_over(person.role, began, seen, now):
            sessions.end(self.conn, token)
            return None
        if used:
            sessions.used(self.conn, token, seen, now)
        return person

    def is_signed_in(self, token: str, now: datetime) -> bool:
        """Whether this session still is one. To be asked is not to use it: a page left open does not prolong it."""
        found = self.conn.execute(_SESSION, (sessions.kept(token),)).fetchone()
        return found is not None and not sessions.is_over(_person(tuple(found[3:])).role, found[0], found[1], now)

    def sign_out(self, token: str) -> None:
        """Signs a browser out."""
        sessions.end(self.conn, token)

    # --- the second factor

    def second_secret(self, person: Person) -> str:
        """A secret for an application that is not in use before `confirm_second`."""
        name = f"second {person.id}"
        self.conn.execute(
            "INSERT OR IGNORE INTO secrets(name, value) VALUES (?, ?)", (name, second_factor.new_secret())
        )
        return str(self.conn.execute("SELECT value FROM secrets WHERE name = ?", (name,)).fetchone()[0])

    def confirm_second(self, person: Person, digits: str, token: str, now: datetime) -> bool:
        """True if the application shows the right digits: from now on they are asked for."""
        secret = self.second_secret(person)
        step = second_factor.step_of(secret, digits, now, 0)
        if step is None:
            return False
        self.conn.execute("UPDATE people SET second = ?, counted = ? WHERE id = ?", (secret, step, person.id))
        self.conn.execute("DELETE FROM secrets WHERE name = ?", (f"second {person.id}",))
        self.conn.execute("UPDATE sessions SET second = 1 WHERE token = ?", (sessions.kept(token),))
        sessions.end_others(self.conn, person.id, but=token)
        return True

    def drop_second(self, person: int) -> None:
        """The digits are asked for no longer: a telephone was lost. Every browser of theirs is signed out."""
        self.conn.execute("UPDATE people SET second = NULL WHERE id = ?", (person,))
        sessions.end_others(self.conn, person)

    # --- forms

    def form_token(self, session: str) -> str:
        """What a form must bring back, so that no other site can send it. Belongs to one session."""
        return hmac.digest(self._forms, session.encode(), "sha256").hex()

    # --- the trail

    def note(self, now: datetime, who: Person | str, did: str, about: str = "", address: str = "") -> None:
        """Writes down what somebody did."""
        trail.note(self.conn, now, who, did, about, address)

    def lately(self, most: int = 200) -> list[trail.Done]:
        """What was done, the newest first."""
        return list(trail.lately(self.conn, most))

    def _called(self, name: str) -> Person | None:
        row = self.conn.execute(f"{_PEOPLE} AND called = ?", (_called(name),)).fetchone()
        return _person(row) if row else None

    def _kept(self, person: int) -> tuple[str | None, str | None, int]:
        row = self.conn.execute("SELECT password, second, counted FROM people WHERE id = ?", (person,)).fetchone()
        return (row[0] or None, row[1], row[2] or 0) if row else (None, None, 0)

    def _counted(self, person: Person | None, name: str, address: str, device: str) -> tuple[str, ...]:
        """Under what a wrong try is counted."""
        if person is not None and device:
            kept = sessions.kept(device)
            if self.conn.execute("SELECT 1 FROM known WHERE token = ? AND person = ?", (kept, person.id)).fetchone():
                return (f"device {kept} {person.id}",)
        return f"address {address}", f"name {_called(name)[:80]}"

    def _knows(self, person: int, device: str, now: datetime) -> str:
        """What the browser keeps, so that it is known for this person: several may share one."""
        device = device or secrets.token_urlsafe(24)
        self.conn.execute(
            "INSERT OR REPLACE INTO known(token, person, at) VALUES (?, ?, ?)",
            (sessions.kept(device), person, int(now.timestamp())),
        )
        return device

    def _half(self, person: int, now: datetime) -> str:
        """What a browser holds between password and digits. In memory: a restart asks for the password again."""
        self._halves = {half: kept for half, kept in self._halves.items() if kept[1] > now}
        half = secrets.token_urlsafe(24)
        self._halves[half] = person, now + HALF
        return half

    def _begun(self, person: Person, who: tuple[str, ...], address: str, device: str, now: datetime) -> SignedIn:
        lockout.succeeded(self.conn, who)
        token = sessions.begin(self.conn, person.id, device, person.sure, now)
        trail.note(self.conn, now, person, later("signed in"), "", address)
        return SignedIn(person, token, self._knows(person.id, device, now))

    def _wrong(self, who: tuple[str, ...], name: str, address: str, now: datetime) -> Wrong:
        lockout.failed(self.conn, who, now)
        trail.note(self.conn, now, " ".join(name.split()) or "somebody", later("could not sign in"), "", address)
        return Wrong()


def _person(row: tuple[int, str, Role, str | None, str | None, int, int]) -> Person:
    number, name, role, contact, language, second, left = row
    return Person(
        id=number, name=name, role=role, contact=contact or "", language=language or ENGLISH, second=bool(second),
        left=bool(left),
    )  # fmt: skip


def _called(name: str) -> str:
    """A name as it is compared: Anna, ANNA and " anna " are one."""
    return " ".join(name.split()).casefold()
