"""A request failed: can the other end have taken it all the same? If so, a text may leave twice when tried again."""

from requests.exceptions import ConnectTimeout


def never_left(error: BaseException | None) -> bool:
    """True if no connection was made, so that nothing can have been taken."""
    return isinstance(error, ConnectTimeout) or "NewConnectionError" in repr(error) or "NameResolution" in repr(error)
