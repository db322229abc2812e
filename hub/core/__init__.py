"""The pure core: events in, decisions out. Nothing here asks for the time, sleeps, draws lots or does I/O."""
