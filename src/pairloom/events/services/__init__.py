"""What can be done with events, one verb a function; a module for each noun."""
