"""Would a provider take a text? Asked over the internet for `carehub check --live`, at no cost, in a few seconds."""

from collections.abc import Callable
from typing import Literal

from connectors.notify_outcomes import Failed as NotTold
from connectors.notify_outcomes import template_fault
from connectors.twilio_outcomes import Credit, Failed
from hub.model.household import SPOKEN, TextProvider

Said = tuple[Literal["ok", "warn", "bad"], str, str]
"""How it is, what is said of it, and what to do."""

BODY = "((body))"


def not_asked(way: TextProvider) -> Said:
    """Without the internet it is only known that what is needed is there."""
    what = "API key" if way.provider == "notify" else "Account and token"
    says = f"{what} {'is' if way.provider == 'notify' else 'are'} here; whether {SPOKEN[way.provider]} takes"
    it = "it" if way.provider == "notify" else "them"
    return "ok", f"{says} {it} was not asked.", "carehub check --live asks it, and costs nothing."


def asked(way: TextProvider, secret: str, table: str) -> Said:
    """What the provider says. `table`: where in hub.toml it is named."""
    return LIVE[way.provider](way, secret, table)


def _twilio(way: TextProvider, token: str, table: str) -> Said:
    from connectors.twilio_client import Account

    account = Account(way.account, token, way.base)
    credit = account.credit()
    if isinstance(credit, Failed):
        return _no_credit(credit, table)
    if credit.balance <= 0:
        return "bad", f"The account at Twilio is empty ({credit.left}): no text goes out.", "Pay in now."
    if way.sender.startswith("+") and account.owns(way.sender) is False:
        says = f"{way.sender} is not a number of this Twilio account."
        return "bad", says, f"Compare {table}.sender with Twilio's console."
    return _enough(credit, way.least_credit)


def _enough(credit: Credit, least: float) -> Said:
    if credit.balance < least:
        return "warn", f"Only {credit.left} are left at Twilio.", "Pay in, and switch on automatic payment."
    return "ok", f"Twilio accepts us; {credit.left} are left.", ""


def _no_credit(failed: Failed, table: str) -> Said:
    if failed.status in (401, 403, 404):
        says = f"Twilio does not accept the account and token ({failed.message})."
        return "bad", says, f"Compare {table}.account and the token with Twilio's console."
    return "bad", f"Twilio cannot be asked: {failed.message}.", "Is the internet up? Try again."


def _notify(way: TextProvider, key: str, table: str) -> Said:
    from connectors.notify_client import Account

    template = Account(key, way.template, way.sender_id, way.base).template()
    if because := template_fault(template):
        return "bad", f"{because[0].upper()}{because[1:]}.", f"Compare {table}.template with Notify; it says {BODY}."
    if isinstance(template, NotTold):
        return _no_template(template)
    if template.body.strip() != BODY:
        says = f"The template at GOV.UK Notify says more than {BODY}: a text may take two parts, and be cut on the way."
        return "warn", says, f"Let it say {BODY} and nothing else."
    return "ok", "GOV.UK Notify accepts the key, and the template is right.", ""


def _no_template(failed: NotTold) -> Said:
    if failed.status in (401, 403):
        says = f"GOV.UK Notify does not accept the API key ({failed.message})."
        return "bad", says, "Compare the key with Notify's; is the clock right?"
    return "bad", f"GOV.UK Notify cannot be asked: {failed.message}.", "Is the internet up? Try again."


LIVE: dict[str, Callable[[TextProvider, str, str], Said]] = {"twilio": _twilio, "notify": _notify}
"""Provider -> how it is asked."""
