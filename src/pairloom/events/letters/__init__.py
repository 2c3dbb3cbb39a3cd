"""The mails of events."""
