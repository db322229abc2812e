"""A Twilio Studio that runs the flow that carehub ships, and telephones that ring until a test picks one up.

It is the Studio half of `tests.support.carrier`: same server, same account. A call is an execution of the flow; a test
says what the telephone does: `takes`, `presses`, `waits` (and presses nothing), `puts_down`, `is_busy`, `rings_out`.
"""

import json
import re
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.support.carrier_behaviour import Behaviour, RefusalError

FLOW = "FW" + "0" * 32
DEFINITION = json.loads((Path(__file__).parents[2] / "config" / "twilio-call-flow.json").read_text())
LIQUID = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")


@dataclass
class Run:
    """One execution of the flow: one call."""

    sid: str
    to: str
    sender: str
    began: datetime
    given: dict[str, Any]
    at: str = ""
    said: list[str] = field(default_factory=list)
    widgets: dict[str, dict[str, str]] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    stuck: bool = False
    cancelled: bool = False
    clock: float = field(default_factory=time.monotonic, compare=False)

    @property
    def call(self) -> str:
        return "CA" + self.sid[2:]

    @property
    def active(self) -> bool:
        return bool(self.at) or self.stuck

    def context(self) -> dict[str, Any]:
        """As Studio shows it: what was given is there twice."""
        return {
            "trigger": {"request": {"to": self.to, "from": self.sender, "parameters": self.given}},
            "contact": {"channel": {"address": self.to}},
            "flow": {"sid": self.sid, "flow_sid": FLOW, "channel": {"address": self.sender}, "data": self.given,
                     "variables": self.variables},
            "widgets": self.widgets,
        }  # fmt: skip


class Studio:
    """The flow, and all its executions."""

    def __init__(self) -> None:
        self.definition: dict[str, Any] = DEFINITION
        self.status = "published"
        self.missing = False
        self.slow = False  # runs have begun, and no call of them is listed yet
        self.one_at_a_time = True
        self.runs: list[Run] = []
        self.deleted: list[str] = []
        self.page_size = 50
        self.behaviour = Behaviour()  # what befalls the next requests to begin a call
        self.time_shift = timedelta(0)
        self._count = 0
        self._expected: set[str] = set()
        self._changed = threading.Condition()

    # What people do with their telephones.

    def takes(self, number: str) -> Run:
        """Somebody, or something, picks up: the flow speaks."""
        return self._happens(number, "call", "answered")

    def presses(self, number: str, key: str) -> Run:
        """A key, while the flow speaks or waits for one. A telephone that still rings is picked up first."""
        run = self.ringing(number)
        if run.at == "call":
            run = self.takes(number)
        with self._changed:
            run.widgets[run.at] = {"Digits": key, "CallStatus": "in-progress"}
            self._go(run, "keypress")
        return run

    def waits(self, number: str) -> Run:
        """The flow has said it all, and no key came: so does a voicemail."""
        return self._happens(number, None, "timeout")

    def puts_down(self, number: str) -> Run:
        """The call ends in the middle of the flow."""
        run = self.ringing(number)
        with self._changed:
            run.at = ""
        return run

    def is_busy(self, number: str) -> Run:
        return self._happens(number, "call", "busy")

    def rings_out(self, number: str) -> Run:
        return self._happens(number, "call", "noAnswer")

    def fails(self, number: str) -> Run:
        return self._happens(number, "call", "failed")

    def ringing(self, number: str, within: float = 30.0) -> Run:
        """The call that is under way to a number. Waits for it."""
        deadline = time.monotonic() + within
        with self._changed:
            while (found := next((r for r in self.runs if r.to == number and r.at), None)) is None:
                left = deadline - time.monotonic()
                assert left > 0, f"no call to {number} in {within} s: {[(r.to, r.at) for r in self.runs]}"
                self._changed.wait(left)
            return found

    def expect(self, number: str, *words: str, within: float = 30.0) -> Run:
        """The oldest call to `number` that says all `words` and was not expected before. Waits for it."""
        deadline = time.monotonic() + within
        with self._changed:
            while (found := self._unexpected(number, words)) is None:
                left = deadline - time.monotonic()
                assert left > 0, f"no call to {number} with {words} in {within} s; unexpected: {self.others()}"
                self._changed.wait(left)
            self._expected.add(found.sid)
            return found

    def others(self) -> list[tuple[str, str]]:
        """Calls that nobody expected."""
        return [(run.to, str(run.given.get("says"))) for run in self.runs if run.sid not in self._expected]

    def now(self) -> datetime:
        return datetime.now(UTC) + self.time_shift

    def _unexpected(self, number: str, words: Iterable[str]) -> Run | None:
        for run in self.runs:
            if run.sid not in self._expected and run.to == number and all(w in str(run.given["says"]) for w in words):
                return run
        return None

    # The flow.

    def _happens(self, number: str, at: str | None, event: str) -> Run:
        run = self.ringing(number)
        if at is None and run.at == "call":
            run = self.takes(number)
        with self._changed:
            assert at in (None, run.at), f"the call to {number} is at {run.at}"
            self._go(run, event)
        return run

    def _state(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(state for state in self.definition["states"] if state["name"] == name)
        return found

    def _go(self, run: Run, event: str) -> None:
        """Follow a transition, and whatever follows without anybody's doing, until the flow waits again."""
        state = self._state(run.at)
        run.at = next(t.get("next", "") for t in state["transitions"] if self._matches(run, t, event))
        if run.at:
            self._enter(run, self._state(run.at))
        self._changed.notify_all()

    def _enter(self, run: Run, state: dict[str, Any]) -> None:
        kind, properties = state["type"], state["properties"]
        if kind == "split-based-on":
            matched = any(t["event"] == "match" and self._matches(run, t, "match") for t in state["transitions"])
            self._go(run, "match" if matched else "noMatch")
        elif kind == "set-variables":
            run.variables |= {v["key"]: self._filled(run, v["value"]) for v in properties["variables"]}
            self._go(run, "next")
        elif kind == "say-play":
            run.said.append(self._filled(run, properties["say"]))
            self._go(run, "audioComplete")
        elif kind == "gather-input-on-call":
            run.said += [self._filled(run, properties["say"])] * properties["loop"]

    def _matches(self, run: Run, transition: dict[str, Any], event: str) -> bool:
        if transition["event"] != event:
            return False
        return all(
            self._filled(run, condition["arguments"][0]) == condition["value"]
            for condition in transition.get("conditions", ())
        )

    def _filled(self, run: Run, text: str) -> str:
        def value(match: re.Match[str]) -> str:
            found: Any = run.context()
            for part in match[1].split("."):
                found = found.get(part, "") if isinstance(found, dict) else ""
            return str(found)

        return LIQUID.sub(value, text)

    # What follows answers requests.

    def operation(self, method: str, path: str, given: dict[str, str]) -> tuple[Behaviour, dict[str, Any]]:
        """One request to /v2/Flows/..."""
        parts = path.strip("/").split("/")
        if parts[2] != FLOW or self.missing:
            raise RefusalError(404, 20404, f"The requested resource {path} was not found")
        if len(parts) == 3:
            return Behaviour(), {"sid": FLOW, "status": self.status, "definition": self.definition, "valid": True,
                                 "friendly_name": "carehub", "revision": 1}  # fmt: skip
        if len(parts) == 4:
            return self._begin(given) if method == "POST" else (Behaviour(), self._listed(given))
        run = next((run for run in self.runs if run.sid == parts[4]), None)
        if run is None:
            raise RefusalError(404, 20404, f"The requested resource {path} was not found")
        if method == "DELETE":
            self.runs.remove(run)
            self.deleted.append(run.sid)
            return Behaviour(), {}
        if method == "POST":
            with self._changed:
                run.at, run.stuck = "", False
            return Behaviour(), self._public(run)
        if len(parts) == 6:
            return Behaviour(), {"execution_sid": run.sid, "flow_sid": FLOW, "context": run.context()}
        return Behaviour(), self._public(run)

    def call_operation(self, method: str, path: str, given: dict[str, str]) -> dict[str, Any]:
        """One request to /Calls: those to a number, newest first; or an end to one that rings."""
        if method == "GET":
            found = [run for run in reversed(self.runs) if run.to == given.get("To") and not self.slow]
            return {"calls": [self._call(run) for run in found], "page": 0, "page_size": 50, "uri": path,
                    "next_page_uri": None, "previous_page_uri": None}  # fmt: skip
        sid = path.removeprefix("/Calls/").removesuffix(".json")
        run = next((run for run in self.runs if run.call == sid), None)
        if run is None or given.get("Status") != "canceled":
            raise RefusalError(404, 20404, f"The requested resource {path} was not found")
        with self._changed:
            if run.at == "call":
                run.cancelled = True
                self._go(run, "failed")
        return self._call(run)

    @staticmethod
    def _call(run: Run) -> dict[str, Any]:
        goes_on = "ringing" if run.at == "call" else "in-progress"
        status = "canceled" if run.cancelled else goes_on if run.at else "completed"
        return {"sid": run.call, "to": run.to, "from": run.sender, "status": status,
                "date_created": format_datetime(run.began)}  # fmt: skip

    def _begin(self, given: dict[str, str]) -> tuple[Behaviour, dict[str, Any]]:
        behaviour, self.behaviour = self.behaviour, self._left(self.behaviour)
        behaviour.refuse()
        if behaviour.does == "hang":
            return behaviour, {}
        for name in ("To", "From"):
            if not given.get(name):
                raise RefusalError(400, 20001, f"Missing required parameter {name} in the post body")
        if self.one_at_a_time and any(run.to == given["To"] and run.active for run in self.runs):
            raise RefusalError(409, 20409, "An Execution is already active for this contact")
        with self._changed:
            self._count += 1
            run = Run(f"FN{self._count:032x}", given["To"], given["From"], self.now(), json.loads(given["Parameters"]))
            run.at = "Trigger"
            self.runs.append(run)
            self._go(run, "incomingRequest")
        return behaviour, self._public(run)

    @staticmethod
    def _left(behaviour: Behaviour) -> Behaviour:
        if behaviour.times is None:
            return behaviour
        left = behaviour.times - 1
        return Behaviour(**{**vars(behaviour), "times": left}) if left else Behaviour()

    def _listed(self, given: dict[str, str]) -> dict[str, Any]:
        size, page = int(given.get("PageSize", self.page_size)), int(given.get("Page", "0"))
        since = datetime.fromisoformat(given["DateCreatedFrom"]) if "DateCreatedFrom" in given else None
        found = [run for run in reversed(self.runs) if since is None or run.began >= since]
        shown, more = found[page * size : (page + 1) * size], len(found) > (page + 1) * size
        url = f"https://studio.twilio.com/v2/Flows/{FLOW}/Executions"
        after = f"{url}?{urlencode({**given, 'Page': str(page + 1), 'PageSize': str(size)})}" if more else None
        return {"executions": [self._public(run) for run in shown],
                "meta": {"key": "executions", "page": page, "page_size": size, "url": url, "first_page_url": url,
                         "next_page_url": after, "previous_page_url": None}}  # fmt: skip

    @staticmethod
    def _public(run: Run) -> dict[str, Any]:
        when = run.began.replace(microsecond=0).isoformat().replace("+00:00", "Z")
        return {"sid": run.sid, "flow_sid": FLOW, "contact_channel_address": run.to, "context": {},
                "status": "active" if run.active else "ended", "date_created": when, "date_updated": when}  # fmt: skip
