"""The code that sets the first password: one for each hub, on its label, worth nothing once somebody can sign in."""

import secrets
from hmac import compare_digest
from sqlite3 import Connection

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ2346789"
"""Without those that look alike on a label: I and 1, O and 0, S and 5."""
GROUPS, EACH = 4, 4
"""78 bits: nobody guesses it, and it can still be typed with one hand."""


def first_code(conn: Connection) -> str:
    """The code of this hub, made once."""
    made = "-".join("".join(secrets.choice(LETTERS) for _ in range(EACH)) for _ in range(GROUPS))
    conn.execute("INSERT OR IGNORE INTO secrets(name, value) VALUES ('first code', ?)", (made,))
    return str(conn.execute("SELECT value FROM secrets WHERE name = 'first code'").fetchone()[0])


def is_it(conn: Connection, said: str) -> bool:
    """Whether this is the code, however it was typed."""
    plain = "".join(sign for sign in said.upper() if sign.isalnum())
    return compare_digest(plain.encode(), first_code(conn).replace("-", "").encode())
