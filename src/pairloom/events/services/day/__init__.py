"""What hosts and helpers do on the day; a module for each thing they do it to."""
