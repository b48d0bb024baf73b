"""The command line: parse, call, print, exit code. No decisions, one module a command."""
