"""How long each thing about a modem is waited for."""

from datetime import timedelta

from msgspec import Struct


class Patience(Struct, frozen=True, kw_only=True):
    """The times of one modem. Tests shorten them.

    `taken`: until it is said that nobody knows whether the network took a text; less than the fail-over waits, and the
    modem goes on and is asked again. `in_turn`: how much of that a text waits for those before it. `answer`: for what
    ModemManager knows by itself, and for a bus connection. `look`: between two looks when nothing is said to be new;
    `between`: at the least, for a text in three parts is news three times. `enable`: until a modem that is off is
    switched on again. `reset_sim`, `reset_network`: how long a SIM that is not read, or a network that is not found,
    lasts before a reset. `reset_again`: until the next reset, doubling up to `reset_most`, for a reset is a minute
    without a modem, which is `resetting`. `told_after`: how long trouble lasts that a person must mend, and `settles`:
    how long it has been just this trouble, so that a PIN can be tried; with a reset in between it is told within the
    90 s of behaviour 20. `signal`: how long the signal is weak, or strong again. `credit`: between two questions about
    it; `credit_again`: after one that was not answered. All of them are our choice.
    """

    taken: timedelta = timedelta(seconds=7)
    in_turn: timedelta = timedelta(seconds=6)
    answer: timedelta = timedelta(seconds=5)
    look: timedelta = timedelta(seconds=10)
    between: timedelta = timedelta(seconds=0.5)
    enable: timedelta = timedelta(seconds=30)
    reset_sim: timedelta = timedelta(seconds=20)
    reset_network: timedelta = timedelta(minutes=5)
    reset_again: timedelta = timedelta(minutes=10)
    reset_most: timedelta = timedelta(hours=1)
    resetting: timedelta = timedelta(seconds=60)
    told_after: timedelta = timedelta(seconds=60)
    settles: timedelta = timedelta(seconds=15)
    signal: timedelta = timedelta(minutes=5)
    credit: timedelta = timedelta(hours=24)
    credit_again: timedelta = timedelta(hours=1)
