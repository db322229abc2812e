"""One Twilio Studio flow, asked one thing at a time. Blocks: only ever called in a worker's thread.

Like `connectors.twilio_client`, on which it stands: imported after the hub is ready for alarms, and nothing here raises
for what Twilio or the network does.
"""

# mypy: disable-error-code="import-untyped"
# twilio ships no type hints; what comes out of it is typed here, once.

from datetime import datetime
from typing import Any

from twilio.rest import Client
from twilio.rest.api.v2010.account.call import CallInstance
from twilio.rest.studio.v2.flow import FlowInstance
from twilio.rest.studio.v2.flow.execution import ExecutionInstance

from connectors.twilio_call_outcomes import AFTER, ASKS, CALLS, RINGS, Execution, Flow, HangUp, Heard, heard
from connectors.twilio_client import Http, asked, utc
from connectors.twilio_outcomes import Failed

CALLS_LOOKED_AT = 5
"""The newest calls to one number: the one that still rings is among them."""


class Studio:
    """The flow that makes the calls."""

    def __init__(self, account: str, token: str, base: str, flow: str) -> None:
        self._http = Http(base)
        self._client = Client(account, token, http_client=self._http)
        self._flow = self._client.studio.v2.flows(flow)

    @property
    def date(self) -> datetime | None:
        """Twilio's clock at its last answer."""
        return self._http.date

    def begin(self, to: str, sender: str, parameters: dict[str, str]) -> Execution | Failed:
        """Call somebody."""
        return asked(lambda: _run(self._flow.executions.create(to=to, from_=sender, parameters=parameters)))

    def fetch(self, sid: str) -> Execution | Failed:
        """Whether a call is still under way."""
        return asked(lambda: _run(self._flow.executions(sid).fetch()))

    def heard(self, sid: str) -> Heard | Failed:
        """What was pressed in a call, and how it ended."""
        return asked(lambda: heard(self._flow.executions(sid).execution_context().fetch().context))

    def hang_up(self, sid: str, to: str, sender: str, since: datetime) -> HangUp | Failed:
        """End a call that nobody has picked up yet."""
        return asked(lambda: self._hang_up(sid, to, sender, since))

    def listed(self, since: datetime, most: int) -> tuple[Execution, ...] | Failed:
        """At most so many calls since then, newest first."""
        runs = self._flow.executions
        return asked(lambda: tuple(_run(each) for each in runs.list(date_created_from=since, limit=most)))

    def forget(self, sid: str) -> bool | Failed:
        """Have Twilio delete what was said in a call."""
        return asked(lambda: bool(self._flow.executions(sid).delete()))

    def flow(self) -> Flow | Failed:
        """The flow itself."""
        return asked(lambda: _flow(self._flow.fetch()))

    def _hang_up(self, sid: str, to: str, sender: str, since: datetime) -> HangUp:
        run = self._flow.executions(sid)
        if run.fetch().status != "active":
            return "no need"
        # A run shows no id of its call before that is over. There is one run for a number at a time, so that a call
        # that still rings there is this one.
        newest = self._client.calls.list(to=to, from_=sender, limit=CALLS_LOOKED_AT)
        made = [each for each in newest if _since(each, since)]
        ringing = [each for each in made if each.status in RINGS]
        for each in ringing:
            each.update(status="canceled")  # "completed" would also cut off who has picked up meanwhile
        if ringing:
            run.update(status="ended")
            return "hung up"
        return "no need" if made else "not yet"


def _since(call: CallInstance, since: datetime) -> bool:
    created = utc(call.date_created)
    return created is not None and created >= since


def _run(told: ExecutionInstance) -> Execution:
    if not told.sid:
        raise ValueError("an answer without an id")
    return Execution(told.sid, told.contact_channel_address or "", told.status == "active", utc(told.date_created))


def _flow(told: FlowInstance) -> Flow:
    states: list[dict[str, Any]] = (told.definition or {}).get("states", [])
    names = {state.get("name") for state in states}
    lacks = tuple(name for name in (CALLS, *ASKS) if name not in names)
    return Flow(published=told.status == "published", lacks=lacks, old=not names >= set(AFTER))
