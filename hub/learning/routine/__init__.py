"""Is this person's week unlike their own past? Worked out once a night, in a process of its own; needs numpy."""
