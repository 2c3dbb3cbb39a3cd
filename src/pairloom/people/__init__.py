"""Account, profile, availability, consent, export and erasure."""
