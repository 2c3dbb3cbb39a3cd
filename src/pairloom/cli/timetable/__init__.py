"""`pairloom timetable`: a speed event from files: plan it, print it, plan again on the day, check a plan."""
