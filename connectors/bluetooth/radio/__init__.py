"""The radio: what it hears, what is wrong with it, and what is tried against that."""
