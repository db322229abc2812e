"""The memory of a detector that needs none: what its devices last said is kept by the hub itself."""

from msgspec import Struct

from hub.model.findings import Finding


class Nothing(Struct, frozen=True):
    """Remembers nothing."""


NOTHING = Nothing()
NO_FINDINGS: tuple[Finding, ...] = ()
"""The answer of nearly every step; one object, so that nothing is made for it."""
