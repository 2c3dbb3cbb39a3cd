"""Pairloom brings newcomers in technical communities together with the people who can help them."""
