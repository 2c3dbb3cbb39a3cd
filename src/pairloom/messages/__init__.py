"""Templates, outbox, delivery, suppression. Receives plain context; knows no business noun."""
