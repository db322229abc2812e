"""One Twilio Studio flow, asked one thing at a time. Blocks: only ever called in a worker's thread.

Like `connectors.twilio_client`, on which it stands: imported after the hub is ready for alarms, and nothing here raises
for what Twilio or the network does.
"""

# mypy: disable-error-code="import-untyped"
# twilio ships no type hints; what comes out of it is typed here, once.

from datetime import datetime
from typing import Any

from twilio.rest import Client
from twilio.rest.studio.v2.flow import FlowInstance
from twilio.rest.studio.v2.flow.execution import ExecutionInstance

from connectors.twilio_call_outcomes import AFTER, ASKS, CALLS, Execution, Flow, Heard, heard
from connectors.twilio_client import Http, asked, utc
from connectors.twilio_outcomes import Failed


class Studio:
    """The flow that makes the calls."""

    def __init__(self, account: str, token: str, base: str, flow: str) -> None:
        self._http = Http(base)
        self._flow = Client(account, token, http_client=self._http).studio.v2.flows(flow)

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


def _run(told: ExecutionInstance) -> Execution:
    if not told.sid:
        raise ValueError("an answer without an id")
    return Execution(told.sid, told.contact_channel_address or "", told.status == "active", utc(told.date_created))


def _flow(told: FlowInstance) -> Flow:
    states: list[dict[str, Any]] = (told.definition or {}).get("states", [])
    names = {state.get("name") for state in states}
    lacks = tuple(name for name in (CALLS, *ASKS) if name not in names)
    return Flow(published=told.status == "published", lacks=lacks, old=not names >= set(AFTER))
