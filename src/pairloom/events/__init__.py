"""Speed events: newcomers sit with a mentor for some minutes, then a bell, then the next."""
