"""The devices of the home: heard when, batteries, what each loss would cost, and what to do."""
