"""What pages ask about events."""
