"""What was replied to a case, to scores: each a pure function that says why."""
