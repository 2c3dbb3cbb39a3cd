"""Pages that cut across: home, organiser's desk, participant's home."""
