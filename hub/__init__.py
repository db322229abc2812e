"""The hub: one home, one journal, one pure function that decides who must be told."""
