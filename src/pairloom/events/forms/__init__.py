"""What people and hosts enter about events."""
