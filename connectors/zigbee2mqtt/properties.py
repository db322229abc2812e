"""What zigbee2mqtt's properties can mean: which kind of reading each is, by its words, its unit and what it is part of.

A property is judged by its name without the endpoint (`contact_left` is `contact`); `#` stands for any number.
Names and words are those of zigbee-herdsman-converters (MIT). What is not here is no reading, for one of REASONS.
"""

from msgspec import Struct

SO = frozenset({"true", "on", "yes"})
NOT_SO = frozenset({"false", "off", "no"})
LIFE = frozenset({"help", "sos", "smoke", "carbon monoxide", "gas", "heat", "leak", "fall"})
"""Kinds that must not be lost by a wrong derivation, and that must not be said without a value that says so."""


class Rule(Struct, frozen=True):
    """Which of a property's values, in small letters, say that a kind of reading is so, and which that it is not."""

    kind: str
    on: frozenset[str] = SO
    off: frozenset[str] = NOT_SO


def _words(kind: str, on: str, off: str) -> Rule:
    return Rule(kind, frozenset(on.split(",")), frozenset(off.split(",")))


CONTACT = _words("contact", "false,off,open", "true,on,closed")
OPENING = _words("contact", "open,opened,tilted,contact_open", "close,closed,contact_closed")
STILL = "none,no_presence,absence,unoccupied"
BODY = (
    "presence,motion,move,movement,stationary,peaceful,static,active,small,large,medium,small_movement,large_movement"
)
TESTED = (
    _words("test", "checking,true,running,test", "check success,check_success,check failure,check_failure,success,"
           "failure,others,idle,false,clear,comm_fault,radar_fault"),
    _words("fault", "check failure,check_failure,failure,comm_fault,radar_fault",
           "check success,check_success,success"),
)  # fmt: skip
ENDING = _words("fault", "true,expired", "false,normal,expires_soon")
FAULT = _words(
    "fault",
    "true,on,detected,fault,e1,e2,e3,e1_e2,e1_e3,e2_e3,serious_fault,sensor_fault,probe_fault,power_fault,"
    "unreliable_other,process_error",
    "false,off,not_detected,none,normal,clear,no_fault_detected",
)
LOW = _words("battery low", "low,battery_low", "medium,middle,high,usb,battery_medium,battery_high,battery_full,normal")
YES_LOW = _words("battery low", "true,on,low", "false,off,normal")

RULES: dict[str, tuple[Rule, ...]] = {
    "contact": (CONTACT,),
    "contact_alarm_#": (CONTACT,),
    "garage_door_contact": (CONTACT,),
    "dry_contact": (OPENING,),
    "door_state": (OPENING,),
    "opening_state": (OPENING,),
    "opening_mode": (OPENING,),
    "occupancy": (Rule("motion"),),
    "occupancy_alarm_#": (Rule("motion"),),
    "occupancy_in": (Rule("motion"),),
    "occupancy_out": (Rule("motion"),),
    "occupancy_or": (Rule("motion"),),
    "area#Occupancy": (Rule("motion"),),
    "motion_status": (Rule("motion"),),
    "pir_detection": (Rule("motion"),),
    "sensor_status": (_words("motion", "activity", "none"),),
    "occupancy_status": (Rule("presence"),),
    "presence": (Rule("presence"),),
    "presence_state": (_words("presence", BODY, STILL),),
    "human_motion_state": (_words("presence", BODY, STILL),),
    "motion_state": (_words("presence", BODY + ",far,near", STILL),),
    "movement": (_words("presence", BODY + ",no_movement", STILL),),
    "state": (
        _words("presence", "presence,move", "none,absence"),
        _words("lock", "lock", "unlock"),
    ),
    "lock_state": (_words("lock", "locked", "unlocked,not_fully_locked"),),
    "work_state": (
        _words("presence", "presence,presence_5min,presence_30min", "none,none_5min,none_30min"),
    ),
    "pressure": (Rule("pressure"),),
    "pressure_state": (_words("chair", "sit,sedentary", "none"),),
    "vibration": (Rule("vibration"),),
    "moving": (Rule("vibration"),),
    "tilt": (Rule("tilt"),),
    "water_leak": (Rule("leak"),),
    "water_leak_alarm_#": (Rule("leak"),),
    "active_water_leak": (Rule("leak"),),
    "water": (Rule("leak"),),
    "water_sensor": (Rule("leak"),),
    "water_condition_alarm": (Rule("leak"),),
    "water_leakage_state": (_words("leak", "water_leakage_yes", "water_leakage_no"),),
    "channel_#_leak_detect": (_words("leak", "leak", "dry"),),
    "input_#_leak_detect": (_words("leak", "leak", "dry"),),
    "smoke": (Rule("smoke"),),
    "smoke_alarm_#": (Rule("smoke"),),
    "smoke_state": (_words("smoke", "alarm", "normal,none,detecting"),),
    "carbon_monoxide": (Rule("carbon monoxide"),),
    "carbon_monoxide_alarm_#": (Rule("carbon monoxide"),),
    "alarm_state": (_words("carbon monoxide", "warning_alarm,critical_alarm", "normal,prealarm"),),
    "co_state": (_words("carbon monoxide", "alarm", "normal"),),
    "gas": (Rule("gas"),),
    "gas_alarm_#": (Rule("gas"),),
    "gas_sensor_state": (_words("gas", "alarm", "normal"),),
    "heat": (Rule("heat"),),
    "heat_alarm": (Rule("heat"),),
    "sos": (Rule("sos"),),
    "sos_alarm": (Rule("sos"),),
    "fall": (Rule("fall"),),
    "fall_down_status": (
        _words("fall", "fall", "none,maybe_fall"),
        _words("maybe fall", "maybe_fall", "none,fall"),
    ),
    "fall_status": (
        _words("fall", "fall_alarm", "normal,fall_warning"),
        _words("maybe fall", "fall_warning", "normal,fall_alarm"),
    ),
    "status": (
        _words("fall", "falling", "unoccupied,occupied,sitting,on_the_bed"),
        _words("presence", "occupied,sitting,on_the_bed,low_posture,falling", "unoccupied"),
        _words("bed", "on_the_bed", "unoccupied,occupied,sitting,low_posture,falling"),
        _words("fault", "sensor lost,short circuit", "ok"),
    ),
    "tamper": (Rule("tamper"),),
    "tamper_alarm": (Rule("tamper"),),
    "battery_low": (YES_LOW,),
    "channel_#_battery_low": (YES_LOW,),
    "battery_status": (YES_LOW,),
    "battery_state": (LOW,),
    "battery_level": (LOW,),
    "power_type": (LOW,),
    "test": (Rule("test"),),
    "testing": (Rule("test"),),
    "test_in_progress": (Rule("test"),),
    "button_pushed": (Rule("test"),),
    "self_test": TESTED,
    "self_test_result": TESTED,
    "test_alarm_result": TESTED,
    "checking_result": TESTED,
    "fault": (FAULT,),
    "fault_alarm": (FAULT,),
    "device_fault": (FAULT,),
    "trouble": (FAULT,),
    "malfunction": (FAULT,),
    "motor_fault": (FAULT,),
    "battery_defect": (FAULT,),
    "reliability": (FAULT,),
    "sensor_error": (FAULT,),
    "out_of_service": (FAULT,),
    "end_of_life": (ENDING,),
    "endoflife": (ENDING,),
    "chamber_contamination": (
        _words("fault", "critical_contamination", "normal,light_contamination,medium_contamination"),
    ),
    "alarm_status": (
        _words("heat", "high_temperatur,high_temperature", "ok"),
        _words("tamper", "tamper", "ok"),
        _words("battery low", "battery_alarm", "ok"),
        _words("fault", "error", "ok"),
    ),
}  # fmt: skip
"""Name -> what its values say. A rule counts only if the definition declares one of its "on" words."""

NAMELESS = frozenset({"alarm", "alarm_#", "alarm_alarm_#", "alarm_status", "high_temperature"})
"""Alarms that do not say of what: the device's description does."""
ALARMED = ("alarm", "normal")
TRUE_OR_FALSE = ("true", "false")

Scales = dict[str, float]
NUMBERS: dict[str, tuple[tuple[str, ...], Scales]] = {
    "battery": (("battery", "battpercentage"), {"%": 1.0, "": 1.0}),
    "temperature": (
        ("temperature", "local_temperature", "current_temperature", "room_temperature", "air_temp", "temperature_c"),
        {"c": 1.0},
    ),
    "humidity": (("humidity",), {"%": 1.0}),
    "illuminance": (("illuminance", "ambient_light"), {"lx": 1.0, "lux": 1.0}),
    "power": (
        ("power", "active_power", "total_power", "total_active_power"),
        {"w": 1.0, "watt": 1.0, "kw": 1000.0, "mw": 0.001},
    ),
    "co2": (("co2",), {"ppm": 1.0}),
    "particles": (("pm25",), {"ug/m3": 1.0, "mg/m3": 1000.0}),
    "voc": (("voc", "tvoc", "total_volatile_organic_compounds"), {"ppb": 1.0, "ppm": 1000.0}),
    "heart rate": (("heart_rate",), {"bpm": 1.0, "beats/min": 1.0}),
    "weight": (("weight",), {"kg": 1.0}),
}  # fmt: skip
"""Kind -> the names of its measure, the best first, and what each unit is times. Of several the first one counts."""

A_SETTING = "a setting, not a reading"
NO_STATE = "can only be written"
A_GROUP = "several values in one"
UNKNOWN_WORDS = "its words are not known here"
UNKNOWN_UNIT = "its unit is not known here"
ANOTHER = "another property of the device tells it"
OF_THE_DEVICE = "of the device itself, not of the room"

REASONS: tuple[tuple[str, str], ...] = (
    (r"^(linkquality|last_seen|.*_?(lqi|rssi)|.*packages|.*reboot.*|rejoin_count|uptime.*|lifetime|life_time)$",
     "of the radio"),
    (r"^(window|window_(open|state|detection|open_\w+)|open_window\w*)$",
     "a thermostat's guess from a fall in temperature"),
    (r"^out_door_sensor\d$|^magnetic_status$|^lifecycle$", "which way round it is, is not said"),
    (r"^action_", "a detail of an action"),
    (r"energy|voltage|current|^power_|_power$|factor|frequency|reactive|apparent|phase|consum|produc|^[A-Z]{3,}",
     "electricity: only the power is used"),
    (r"setpoint|pi_heating|pi_cooling|running_|system_mode|preset|local_temperature|heat|thermostat|boost|away|boiler",
     "of the heating"),
    (r"device_temp|cpu_temp|chip|internal", OF_THE_DEVICE),
    (r"temperature|_temp$|dew_point|humidex|heat_index", "not the temperature of the room"),
    (r"soil|ferti|irrig|water|rain|valve|flow|liquid|tank|wind_|uv|pool|ph$|orp|tds|salin|chlor|ec$|ec_",
     "of plants, pipes or the weather"),
    (r"bright|color|light|effect|gradient|dimm|led$|led_", "of a light"),
    (r"position|cover|motor|moving|travel|curtain|tilt|angle|axis|orientation", "of a motor or a position"),
    (r"formal|hcho|eco2|^co$|co_|pm1|pm4|pm_|aqi|voc|air_quality|nox|ozone|noise|density|concentr|smoke_|gas_|%lel|gas$",
     "a measure that no decision uses"),
    (r"^alarm|siren|buzzer|mute|hush|silence|interconnect|link", "of a siren, or of another device"),
    (r"version|firmware|serial|model|address|id$|_id|group", "of its software"),
    (r"charg|battery|power", "of its supply"),
    (r"target|distance|zone|locat|presence|motion|occupan|duration|speed|direction|breath", "a detail of presence"),
    (r"test|calib|learn|scan|status|state|mode|error|fault|code|count", "a state or a code of the device"),
)  # fmt: skip
"""Why a property that says something is no reading: the first that fits its name."""
OTHERWISE = "nothing here uses it"
