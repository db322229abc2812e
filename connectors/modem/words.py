"""The words of ModemManager's D-Bus API that the hub uses: names, and the numbers of its states.

They are those of its public description (the introspection files and ModemManager-enums.h, since 1.20).
"""

from enum import IntEnum

NAME = "org.freedesktop.ModemManager1"
ROOT = "/org/freedesktop/ModemManager1"
MODEM = f"{NAME}.Modem"
MESSAGING = f"{MODEM}.Messaging"
NETWORK = f"{MODEM}.Modem3gpp"
USSD = f"{NETWORK}.Ussd"
SIM = f"{NAME}.Sim"
SMS = f"{NAME}.Sms"
ERROR = f"{NAME}.Error."
OBJECTS = "org.freedesktop.DBus.ObjectManager"
PROPERTIES = "org.freedesktop.DBus.Properties"
SMS_PATH = f"{ROOT}/SMS/"


class State(IntEnum):
    """Of a modem. From `REGISTERED` on texts can be sent."""

    FAILED = -1
    UNKNOWN = 0
    INITIALIZING = 1
    LOCKED = 2
    DISABLED = 3
    DISABLING = 4
    ENABLING = 5
    ENABLED = 6
    SEARCHING = 7
    REGISTERED = 8


class WhyFailed(IntEnum):
    """Why a modem is in the state `FAILED`."""

    UNKNOWN = 1
    SIM_MISSING = 2
    SIM_ERROR = 3
    ESIM_WITHOUT_PROFILES = 5


class Lock(IntEnum):
    """What must be entered before the SIM works. Others lock the modem itself to a network or a company."""

    UNKNOWN = 0
    NONE = 1
    SIM_PIN = 2
    SIM_PIN2 = 3
    SIM_PUK = 4
    SIM_PUK2 = 5


class Registration(IntEnum):
    """With the network. `DENIED` and `EMERGENCY_ONLY`: it does not want this SIM."""

    DENIED = 3
    EMERGENCY_ONLY = 8


class Pdu(IntEnum):
    """What a text is: one that came, one of ours, or the network's report on one of ours."""

    DELIVER = 1
    SUBMIT = 2
    STATUS_REPORT = 3


class SmsState(IntEnum):
    """Of a text. `UNKNOWN`: ours, not sent yet. `RECEIVING`: parts of it are still to come."""

    UNKNOWN = 0
    STORED = 1
    RECEIVING = 2
    RECEIVED = 3
    SENDING = 4
    SENT = 5


RELATIVE = 1
"""The sort of validity that is given in minutes."""
TRIES_UNKNOWN = 999
"""What a modem says that cannot tell how many tries a SIM has left."""
