"""What people and organisers enter."""
