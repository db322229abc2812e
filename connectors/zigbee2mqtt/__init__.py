"""Zigbee devices, heard through zigbee2mqtt."""
