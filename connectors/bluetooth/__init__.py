"""Bluetooth devices: what they advertise, and what they send once connected."""
