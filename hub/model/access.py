"""How somebody gets in, as hub.toml tells it, and where its secrets are."""

from msgspec import Struct


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table of the settings file: unknown keys are refused."""


class Secret(Part, frozen=True, kw_only=True):
    """Where a secret is, never the secret. Exactly one of the three is given."""

    credential: str | None = None
    file: str | None = None
    env: str | None = None


class Access(Part, frozen=True, kw_only=True):
    """How somebody gets in, and what they meet there. Told by text to who goes and asks (KEY), and to nobody else."""

    street_door: str = ""
    street_door_code: Secret | None = None
    key_safe: str = ""
    key_safe_code: Secret | None = None
    dog: str = ""
    oxygen: str = ""
    notes: str = ""
