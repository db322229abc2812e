"""What devices advertise, and what it means; what is old news; who is near."""
