"""What the hub remembers of people, and what one step changes of it."""

from collections.abc import Container
from datetime import datetime
from typing import Any

from hub.core.home import barred
from hub.core.state import KEPT, CareVisit, Daily, Facts, Past, Pause, Proof, Reference, Trial
from hub.model.ids import ContactId, DeviceId, IncidentId
from hub.model.incidents import Incident, Way

LETTERS = "KMTRBHDWPFVGNCALSEJXYU"
DIGITS = "7492586"


class Remembered:
    """The facts as they were, and beside them what this step makes of them. `open`: the incidents as they are now."""

    def __init__(self, facts: Facts, at: datetime) -> None:
        self.facts, self.at = facts, at
        self.open: dict[IncidentId, Incident] = dict(facts.open)
        self._changed: dict[str, Any] = {}

    def new_reference(self, incident: IncidentId) -> str:
        """A reference code such as K7 that meant nothing else in the last 30 days.

        What people may still answer keeps its code, however old it is: what is open, and 30 days after it was closed.
        """
        alive = {*self.open, *self.facts.open, *(past.id for past in self.past)}
        kept = tuple(r for r in self._get("references") if self.at - r.at < KEPT or r.incident in alive)
        used, count = {r.code for r in kept}, self._get("codes")
        while (code := _code(count)) in used:
            count += 1
        self._changed["codes"] = count + 1
        self._changed["references"] = (*kept, Reference(code, incident, self.at))
        return code

    def _get(self, name: str) -> Any:
        return self._changed[name] if name in self._changed else getattr(self.facts, name)

    def handled(self, command: str) -> bool:
        """Whether this command or text was acted on already; from now on it was."""
        seen = self._get("handled")
        if command in seen:
            return True
        self._changed["handled"] = {**{k: t for k, t in seen.items() if self.at - t < KEPT}, command: self.at}
        return False

    def forget_command(self, command: str) -> None:
        """A command that was refused did nothing: sent again, it gets the same answer, and not "already done"."""
        self._changed["handled"] = {k: t for k, t in self._get("handled").items() if k != command}

    def refused(self, number: str, way: Way = "text") -> str | None:
        """Why this number can never be texted (or called), if that is so."""
        return self._get("refused").get(barred(number, way))  # type: ignore[no-any-return]

    def refuse(self, number: str, because: str | None, way: Way = "text") -> None:
        """Remember that a number can never be texted (or called), or (None) that it can after all."""
        key = barred(number, way)
        rest = {k: v for k, v in self._get("refused").items() if k != key}
        if because is not None or key in self._get("refused"):
            self._changed["refused"] = {**rest, key: because} if because else rest

    def summed(self, number: str) -> datetime | None:
        """When this number last got a text of a second or later round."""
        return self._get("summed").get(number)  # type: ignore[no-any-return]

    def sum_up(self, number: str) -> None:
        """Note that the number gets a text of a second or later round now."""
        self._changed["summed"] = {**self._get("summed"), number: self.at}

    @property
    def proofs(self) -> dict[ContactId, Proof]:
        """Of each contact, whether they were reached and answered."""
        return self._get("proofs")  # type: ignore[no-any-return]

    def prove(self, contact: ContactId, proof: Proof) -> None:
        """Note what is known of a contact from now on."""
        self._changed["proofs"] = {**self.proofs, contact: proof}

    @property
    def pauses(self) -> dict[str, Pause]:
        """What somebody holds back for a while."""
        return self._get("pauses")  # type: ignore[no-any-return]

    def pause(self, what: str, pause: Pause | None) -> None:
        """Hold something back from now on, or (None) no longer."""
        rest = {name: held for name, held in self.pauses.items() if name != what}
        self._changed["pauses"] = rest if pause is None else {**rest, what: pause}

    @property
    def noticed(self) -> datetime | None:
        """When people were last texted a notice."""
        return self._get("noticed")  # type: ignore[no-any-return]

    def notice_now(self) -> None:
        """Note that people are texted a notice now."""
        self._changed["noticed"] = self.at

    def expect(self, facts: Facts, daily: dict[ContactId, Daily]) -> None:
        """Note which contacts are to be tested from now on, and who is texted each day."""
        if facts.proofs is not self.facts.proofs:
            self._changed["proofs"] = facts.proofs
        if daily is not self.daily:
            self._changed["daily"] = daily

    @property
    def daily(self) -> dict[ContactId, Daily]:
        """Who is texted each day how it is, and when."""
        return self._get("daily")  # type: ignore[no-any-return]

    def text_daily(self, contact: ContactId, entry: Daily) -> None:
        """Note when a contact is texted from now on."""
        self._changed["daily"] = {**self.daily, contact: entry}

    @property
    def callers(self) -> dict[str, datetime]:
        """Since when a carer may be there, by what shows it."""
        return self._get("callers")  # type: ignore[no-any-return]

    def visiting(self, by: str, since: datetime | None) -> None:
        """A carer may be there from now on, or (None) has gone."""
        rest = {name: at for name, at in self.callers.items() if name != by}
        self._changed["callers"] = rest if since is None else {**rest, by: since}

    def visited(self, visit: str, known: CareVisit) -> None:
        """Note what is known of a care visit from now on."""
        self._changed["visits"] = {**self._get("visits"), visit: known}

    @property
    def trials(self) -> dict[DeviceId, Trial]:
        """The last test of each device that was ever tried."""
        return self._get("trials")  # type: ignore[no-any-return]

    def try_(self, device: DeviceId, trial: Trial) -> None:
        """Note how the test of a device stands from now on."""
        self._changed["trials"] = {**self.trials, device: trial}

    def tried_only(self, devices: Container[str]) -> None:
        """Forget the tests of devices that are not among these."""
        if any(device not in devices for device in self.trials):
            self._changed["trials"] = {d: trial for d, trial in self.trials.items() if d in devices}

    @property
    def past(self) -> tuple[Past, ...]:
        """Incidents closed within the last 30 days."""
        return self._get("past")  # type: ignore[no-any-return]


def _code(count: int) -> str:
    """The count-th reference code: a letter and a digit, later more digits. Neighbours do not look alike."""
    rest, letter = divmod(count, len(LETTERS))
    digits_ = ""
    while not digits_ or rest:
        rest, digit = divmod(rest, len(DIGITS))
        digits_ += DIGITS[digit]
    return LETTERS[letter] + digits_
