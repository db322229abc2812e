"""What the pages of one home share: its settings file, its store, the running hub, and who may sign in."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar, cast

from msgspec import structs

from hub.model.errors import CarehubError
from hub.model.household import Settings
from hub.pages.accounts import Accounts, Person
from hub.pages.days.today import Day
from hub.pages.hearing import Hearing
from hub.pages.people.known import is_anothers, known
from hub.pages.words import later
from hub.settings import load
from hub.settings.versions import version
from hub.shell.database import StoreError
from hub.shell.folder import reached_at
from hub.shell.reader import Reader
from hub.shell.reading_again import read_again

Now = Callable[[], datetime]
T = TypeVar("T")


class Site:
    """The pages of one home. `now` is UTC; `file` is hub.toml."""

    def __init__(self, file: Path, now: Now, accounts: Accounts | None = None) -> None:
        self.file, self.now = file, now
        self._settings, self._stamp = load(file), version(file)
        self.broken = ""
        """Why the settings file cannot be read just now; what was read before stays. Empty if all is well."""
        self.folder = Path(self._settings.hub.data)
        self.accounts = accounts or Accounts.open(self.folder / "pages")
        self._part()
        self.hub = Hearing(reached_at(self.folder), now)
        self.day = Day(self.store)
        self._kept: dict[type, object] = {}
        self.begin_anew: Callable[[], None] = lambda: None
        """Ends these pages and begins them again, because what they rest on is another: whoever serves them sets it."""

    @property
    def settings(self) -> Settings:
        """The settings as the file has them now; the last good ones while it cannot be read."""
        stamp = version(self.file)
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._settings, self.broken = load(self.file), ""
                self._part()
            except CarehubError as error:
                self.broken = str(error)
        return self._settings

    def _part(self) -> None:
        """Whoever is no longer in the settings is nobody there, and is signed out."""
        for each in self.accounts.unlink(frozenset(dict(known(self._settings)))):
            self.accounts.note(self.now(), "carehub", later("ended the link of whoever left the settings"), each.name)

    def let_hub_read(self) -> str:
        """The settings were changed: the hub reads them. Says why it does not, or nothing if it was told."""
        why_not = read_again(reached_at(self.folder))
        if why_not:
            self.hub.forget()
        else:
            self.hub.begins_anew()
        return why_not

    def session(self, token: str, *, used: bool = True) -> Person | None:
        """Who is signed in in the browser that holds this token. `used`: a person did something with it."""
        settings = self.settings  # read first: whoever left them is linked to nobody
        found = self.accounts.session(token, self.now(), used=used)
        if found is not None and found.left:
            found = structs.replace(found, role="left the settings")
        if found is None or found.contact or not is_anothers(settings, found.name):
            return found
        return structs.replace(found, mistakable=True)

    def store(self) -> Reader | None:
        """The hub's store, for reading only; None if no hub ever ran here. Whoever asks closes it."""
        folder = reached_at(self.folder)
        if not (folder / "carehub.db").exists():
            return None
        try:
            return Reader(folder)
        except StoreError:
            return None

    def kept(self, kind: type[T]) -> T:
        """What a part of the pages keeps in memory from one request to the next: made when it is first asked for."""
        if kind not in self._kept:
            self._kept[kind] = kind()
        return cast("T", self._kept[kind])

    @property
    def home(self) -> str:
        """Which home this is, as carers read it: "Mary S, 12 Elm Rd"."""
        lives = self.settings.residents
        if not lives:
            return self.settings.hub.id
        names = " and ".join(each.name for each in lives)
        return f"{names}, {lives[0].address_hint}" if lives[0].address_hint else names

    def close(self) -> None:
        """Lets go of its files."""
        self.accounts.close()
