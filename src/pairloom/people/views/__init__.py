"""Pages of a person's own: profile, signing in, privacy, data."""
