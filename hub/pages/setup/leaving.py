"""The settings file as it may leave the hub: without secrets, and without the address by which the hub says it is well.

An installer sees that address in the form of `[audit]`, by the table of roles: it must be compared with the service's.
In a file that is mailed and kept it would let whoever reads it say that all is well here, while nothing is.
"""

import re

from hub.pages.setup.file import HIDDEN, without_secrets
from hub.settings.proof import tables

_PING = re.compile(r"""((?:^|[\s.{,])["']?ping["']?\s*=\s*)("[^"\n]*"?|'[^'\n]*'?)""")


def may_leave(text: str) -> str:
    """What of the file's text may leave. SettingsError if it is not TOML: then nobody knows what is a secret in it."""
    audit = tables(text).get("audit")
    ping = audit.get("ping") if isinstance(audit, dict) else None
    if isinstance(ping, str) and ping:
        text = text.replace(ping, "(not shown)")  # wherever it stands, also in a comment
    return without_secrets(_PING.sub(rf"\g<1>{HIDDEN}", text))
