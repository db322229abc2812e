"""An incident that retention shall leave alone, because of a complaint: a person asks for it, and says why."""

from datetime import datetime
from typing import Any

from hub.shell.database import StoreError
from hub.shell.store import Store


def freeze(store: Store, said: str, by: str, because: str, at: datetime, *, keep: bool) -> dict[str, Any]:
    """Freezes an incident (code or id), or gives it back to retention; says what was done, or why nothing was."""
    if not by.strip() or not because.strip():
        return {"ok": False, "because": "who asks for it and why must be said: it is kept with the incident"}
    found = store.named(said.strip())
    if found is None:
        return {"ok": False, "because": f"no incident {said} is kept"}
    if store.frozen(found.id) == keep:
        return {"ok": True, "because": f"{found.id} {'is frozen already' if keep else 'was not frozen'}"}
    try:
        (store.freeze if keep else store.release)(found.id, by.strip(), because.strip(), at)
    except StoreError as error:
        return {"ok": False, "because": str(error)}
    now = "is frozen: nothing of its days is forgotten" if keep else "is given back to retention"
    return {"ok": True, "because": f"{found.id} {now}", "incident": found.id}
