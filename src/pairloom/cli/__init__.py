"""The engines on files, without a server or database: one verb a module."""
