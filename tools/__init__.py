"""Small programs for the people who work on Pairloom; `make help` lists them."""
