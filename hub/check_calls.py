"""Would a telephone ring? Twilio is asked for the flow that makes the calls; nobody is called."""

from collections.abc import Callable
from typing import Literal

from connectors.twilio_call_outcomes import fault_of, flow_fault
from connectors.twilio_outcomes import Failed
from hub.model.household import Secret, Settings
from hub.settings import calls

Said = tuple[Literal["ok", "bad"], str, str, str]
"""How it is, of what, in words, and what to do."""


def telephone(settings: Settings, live: bool, fetch: Callable[[Secret], str]) -> Said:
    """What `check` says of the calls; SettingsError if their token is not there. `live`: blocks some seconds."""
    secret = calls.token(settings)
    token = fetch(secret) if secret else ""
    if live:
        return _flow(settings, token)
    says = "Flow, account and token are here; whether Twilio knows them was not asked."
    return "ok", "calls", says, "carehub check --live asks it, and calls nobody."


def _flow(settings: Settings, token: str) -> Said:
    from connectors.twilio_studio import Studio

    answer = Studio(calls.account(settings), token, settings.calls.api_base, settings.calls.flow).flow()
    if isinstance(answer, Failed):
        fault = fault_of(answer)
        says = f"No call can be made: {fault[1] if fault else answer.message}."
        return "bad", "calls", says, "Compare calls.flow, account and token with Twilio's console: docs/calls.md."
    if wrong := flow_fault(answer):
        return "bad", "calls", f"No call can be made: {wrong}.", "docs/calls.md says how the flow is made."
    if answer.old:
        says = "Twilio has the flow of an older carehub: after key 1 it says neither what the resident needs nor more."
        return "bad", "calls", says, "Import config/twilio-call-flow.json again: docs/calls.md."
    return "ok", "calls", "Twilio has the flow, published and whole.", ""
