"""What zigbee2mqtt's properties and words mean by their names alone: one table for each shape of value.

For what a device's own definition does not describe: no list has come yet, or the same device uses another name after
an update (behaviour 22). What a definition describes is decided by it (`exposes`).
Names and values are those of zigbee-herdsman-converters.
"""

HELP_WORDS = frozenset({"emergency", "sos", "panic", "help"})
"""An `action` that holds one of these between its underscores is a call for help: `sos`, `1_sos`, `emergency_hold`."""
CANCEL_WORDS = frozenset({"cancel", "disarm"})
"""An `action` that is exactly this takes a call back. `sos_cancel` is not: in doubt it is a call for help."""

BOOLEANS: dict[str, tuple[str, bool]] = {
    "contact": ("contact", False),  # true is closed
    "contact_alarm_1": ("contact", False),  # turned round as contact is
    "contact_alarm_2": ("contact", False),
    "occupancy": ("motion", True),
    "occupancy_alarm_1": ("motion", True),
    "occupancy_alarm_2": ("motion", True),
    "presence": ("presence", True),
    "vibration": ("vibration", True),
    "water_leak": ("leak", True),
    "water_leak_alarm_1": ("leak", True),
    "water_leak_alarm_2": ("leak", True),
    "smoke": ("smoke", True),
    "smoke_alarm_1": ("smoke", True),
    "smoke_alarm_2": ("smoke", True),
    "carbon_monoxide": ("carbon monoxide", True),
    "carbon_monoxide_alarm_1": ("carbon monoxide", True),
    "carbon_monoxide_alarm_2": ("carbon monoxide", True),
    "gas": ("gas", True),
    "gas_alarm_1": ("gas", True),
    "gas_alarm_2": ("gas", True),
    "heat": ("heat", True),
    "heat_alarm": ("heat", True),
    "fall": ("fall", True),
    "sos": ("sos", True),
    "sos_alarm": ("sos", True),
    "battery_low": ("battery low", True),
    "tamper": ("tamper", True),
    "fault": ("fault", True),
    "device_fault": ("fault", True),
    "trouble": ("fault", True),
    "end_of_life": ("fault", True),
    "test": ("test", True),
}
"""Property -> (kind of reading, which value means that it is so)."""

NUMBERS: dict[str, str] = {
    "battery": "battery",
    "temperature": "temperature",
    "humidity": "humidity",
    "illuminance": "illuminance",
    "power": "power",
    "co2": "co2",
    "pm25": "particles",
}
"""Property -> kind of reading."""

WORDS: dict[str, tuple[str, dict[str, bool]]] = {
    "fall_down_status": ("fall", {"fall": True, "maybe_fall": False, "none": False}),
    "fall_status": ("fall", {"fall_alarm": True, "fall_warning": False, "normal": False}),
    "smoke_state": ("smoke", {"alarm": True, "detecting": False, "normal": False, "none": False}),
    "gas_sensor_state": ("gas", {"alarm": True, "normal": False}),
    "water_leakage_state": ("leak", {"water_leakage_yes": True, "water_leakage_no": False}),
    "status": (
        "fall",
        {"falling": True, "unoccupied": False, "occupied": False, "sitting": False, "on_the_bed": False},
    ),
    "co_state": ("carbon monoxide", {"alarm": True, "normal": False}),
    "presence_state": (
        "presence",
        {"presence": True, "motion": True, "stationary": True, "peaceful": True, "small_movement": True,
         "large_movement": True, "none": False},
    ),
}  # fmt: skip
"""Property -> (kind of reading, what its words mean). Other words say nothing that we could rely on."""

MAYBE_A_FALL = {"fall_down_status": "maybe_fall", "fall_status": "fall_warning"}
"""Property -> the word with which it says that it may have seen a fall, and waits."""

SWITCHED = {"ON": True, "OFF": False}
"""Some converters write these for true and false, a carbon monoxide alarm (Tuya DCR-CO) among them."""

ALSO_NUMBERS = frozenset({"gas", "vibration", "presence", "heat", "fall", "fault"})
"""Properties that some devices use for a measure or a setting: not a boolean, and no mistake either."""
SETTINGS = frozenset({"vibration", "fault", "test"})
"""The ones whose words are a setting or a code too (a switch that buzzes under the finger; `test` starts a test)."""

ALARMS = frozenset({"alarm_1", "alarm_2"})
"""The two alarm bits of a device whose kind its converter does not know. On a help button (OWON PB206): help."""

ALARMS_MEAN: dict[str, str | None] = {
    "FB56-DOS06HM1.1": "contact",
    "S901D-ZG": "contact",
    "1811680": "contact",
    "MIR-SM100-E": "smoke",
    "ROB_200-070-0": None,
    "3RWK0148Z": None,
    "ZigUSB_C6": None,
}
"""Models whose alarm bits are something else, or (None) nothing that we need. All others: `sos`, to be safe."""

LINE_POWERED = ("mains", "dc source")
"""How the `power_source` of a device that needs no battery begins."""
