"""What the hub says of devices and ways out (hub/core/coverage.py, the connectors), as a page says it."""

from hub.pages.words import later

COSTS: dict[str, str] = {
    "nothing that the hub watches for": later("nothing that the hub watches for"),
    "nobody is seen in {room}": later("nobody is seen: {room}"),
    "going out is still seen by {parties}": later("going out is still seen by {parties}"),
    "{room} is still seen by {parties}": later("still seen by {parties}: {room}"),
    "nobody can press for help": later("nobody can press for help"),
    "help can still be called by {parties}": later("help can still be called by {parties}"),
    "no fall is noticed": later("no fall is noticed"),
    "falls are still noticed by {parties}": later("falls are still noticed by {parties}"),
    "no smoke alarm is left": later("no smoke alarm is left"),
    "smoke is still told by {parties}": later("smoke is still told by {parties}"),
    "no carbon monoxide alarm is left": later("no carbon monoxide alarm is left"),
    "carbon monoxide is still told by {parties}": later("carbon monoxide is still told by {parties}"),
    "no gas alarm is left": later("no gas alarm is left"),
    "gas is still told by {parties}": later("gas is still told by {parties}"),
    "no heat alarm is left": later("no heat alarm is left"),
    "heat is still told by {parties}": later("heat is still told by {parties}"),
    "no leak is noticed": later("no leak is noticed"),
    "leaks elsewhere are still told by {parties}": later("leaks elsewhere are still told by {parties}"),
    "going out is not noticed": later("going out is not noticed"),
    "other ways out are still seen by {parties}": later("other ways out are still seen by {parties}"),
    "no bed tells who got up at night": later("no bed tells who got up at night"),
    "nobody notices a cold or a hot home": later("nobody notices a cold or a hot home"),
    "the home's warmth is still told by {parties}": later("the home's warmth is still told by {parties}"),
    "nobody notices a cooker that was left on": later("nobody notices a cooker that was left on"),
    "no movement at all is seen": later("no movement at all is seen"),
}
"""What the loss of a device costs: each part of it."""

WAYS: dict[str, str] = {
    "there is no modem": later("there is no modem"),
    "the modem with the IMEI of the settings is not there": later(
        "the modem with the IMEI of the settings is not there"
    ),
    "the modem has failed": later("the modem has failed"),
    "the SIM is missing": later("the SIM is missing"),
    "the SIM cannot be read": later("the SIM cannot be read"),
    "the SIM asks for a PIN": later("the SIM asks for a PIN"),
    "the SIM asks for a PIN, and modem.pin is not set": later("the SIM asks for a PIN, and modem.pin is not set"),
    "the SIM asks for its PUK": later("the SIM asks for its PUK"),
    "the modem is locked to another network": later("the modem is locked to another network"),
    "the modem is switched off": later("the modem is switched off"),
    "the modem is starting": later("the modem is starting"),
    "no network here": later("no network here"),
    "the network does not accept this SIM": later("the network does not accept this SIM"),
    "this modem cannot send texts": later("this modem cannot send texts"),
    "the PIN is wrong": later("the PIN is wrong"),
    "the network did not answer": later("the network did not answer"),
    "the network takes no texts from this SIM (often: no credit)": later(
        "the network takes no texts from this SIM (often: no credit)"
    ),
    "the modem's storage is full": later("the modem's storage is full"),
    "the network has not taken the text yet": later("the network has not taken the text yet"),
    "the network could not deliver it": later("the network could not deliver it"),
    "the number takes no texts": later("the number takes no texts"),
    "the phone was off until the text was too old": later("the phone was off until the text was too old"),
    "no hub is running": later("no hub is running"),
    "the hub hung up: it may be starting again": later("the hub hung up: it may be starting again"),
    "these pages may not speak to the hub: their user must be in its group": later(
        "these pages may not speak to the hub: their user must be in its group"
    ),
    "no connection: {reason}": later("no connection: {reason}"),
    "the hub did not answer within {number} s": later("the hub did not answer within {number} s"),
}
"""What keeps a way out from working, and the hub from answering its pages."""

VISITS: dict[str, str] = {
    "{name}: nothing known yet": later("{name}: nothing known yet"),
    "{name}: seen {time} to {time2} (by door and movement)": later(
        "{name}: seen {time} to {time2} (by door and movement)"
    ),
    "{name}: seen {time} to {time2}": later("{name}: seen {time} to {time2}"),
    "{name}: seen since {time} (by door and movement)": later("{name}: seen since {time} (by door and movement)"),
    "{name}: seen since {time}": later("{name}: seen since {time}"),
    "{name}: not seen, its agency is asked on {day}": later("{name}: not seen; its agency is asked, {day}"),
    "{name}: not seen, its agency is asked": later("{name}: not seen; its agency is asked"),
    "{name}: could not be seen, its agency is asked on {day}": later(
        "{name}: could not be seen; its agency is asked, {day}"
    ),
    "{name}: could not be seen, its agency is asked": later("{name}: could not be seen; its agency is asked"),
    "{name}: missed on {day}": later("{name}: missed, {day}"),
    "{name}: missed": later("{name}: missed"),
    "{name}: could not be seen, and nobody has said that it was made on {day}": later(
        "{name}: could not be seen, and nobody has said that it was made, {day}"
    ),
    "{name}: could not be seen, and nobody has said that it was made": later(
        "{name}: could not be seen, and nobody has said that it was made"
    ),
    "{name}: made, somebody says on {day}": later("{name}: made, somebody says, {day}"),
    "{name}: made, somebody says": later("{name}: made, somebody says"),
}
"""What is known of a care visit (hub/core/visit_lines.py)."""

LINKS: dict[str, str] = {
    "sms": later("texts"),
    "texts by {name}": later("texts by {name}"),
    "centre listening": later("somebody listens at the centre"),
    "centre": later("the centre"),
    "broker": later("the broker of the sensors"),
    "zigbee radio": later("the Zigbee radio"),
    "bluetooth": later("Bluetooth"),
}
"""Links, by their names."""
