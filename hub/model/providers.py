"""By which providers texts and calls leave, as hub.toml tells it."""

from typing import Literal

from hub.model.access import Part, Secret

Provider = Literal["console", "twilio", "notify", "modem"]
API_BASES: dict[Provider, str] = {
    "twilio": "https://api.twilio.com",
    "notify": "https://api.notifications.service.gov.uk",
}
"""Where a provider's service is, unless the settings say otherwise."""
SPOKEN: dict[str, str] = {
    "console": "the screen",
    "twilio": "Twilio",
    "notify": "GOV.UK Notify",
    "modem": "the modem",
}
"""A provider as people call it."""


class TextProvider(Part, frozen=True, kw_only=True):
    """One provider of texts. What is empty, the provider does not need or has a usual value for."""

    provider: Provider = "console"
    sender: str = ""
    sender_id: str = ""
    account: str = ""
    template: str = ""
    token: Secret | None = None
    api_base: str = ""
    least_credit: float = 5.0

    @property
    def base(self) -> str:
        """Where the provider's service is."""
        return self.api_base or API_BASES.get(self.provider, "")


class Sms(TextProvider, frozen=True, kw_only=True):
    """How texts leave: by one provider, and by a second one when the first cannot."""

    second: TextProvider | None = None

    @property
    def ways(self) -> tuple[TextProvider, ...]:
        """The providers in the order in which they are tried; one that only prints is none."""
        return tuple(way for way in (self, self.second) if way is not None and way.provider != "console")


class Modem(Part, frozen=True, kw_only=True):
    """The modem, where one is a provider of texts.

    `imei`: which one, if there are several. `credit_code`: what the network is asked with for the SIM's credit, once a
    day; `credit_pattern` finds the amount in its answer. `least_signal` in percent.
    """

    imei: str = ""
    pin: Secret | None = None
    least_signal: int = 20
    credit_code: str = ""
    credit_pattern: str = ""
    least_credit: float = 5.0


class Calls(Part, frozen=True, kw_only=True):
    """Calls through a Twilio Studio flow; what is empty is that of [sms]. `night`: when a `life` alarm also rings."""

    flow: str = ""
    night: str = "daily 22:00-07:00"
    sender: str = ""
    account: str = ""
    token: Secret | None = None
    api_base: str = "https://studio.twilio.com"
