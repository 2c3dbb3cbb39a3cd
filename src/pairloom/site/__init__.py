"""Settings, addresses and the commands that need them."""
