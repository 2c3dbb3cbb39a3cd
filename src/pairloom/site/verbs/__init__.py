"""Commands that need the database or the server: one verb a module, Django loaded when called."""
