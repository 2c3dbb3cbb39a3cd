"""Programme, round, phases, form questions, applications, teams and roles."""
