"""What every app stands on: clock, audit log, jobs, base model, errors. No business nouns."""
