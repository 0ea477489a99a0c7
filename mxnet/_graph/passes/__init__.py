"""The passes: functions from a trace to a trace, one to a file, each with a flag of its own."""
