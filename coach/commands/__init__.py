"""The `coach` command: one file a group of commands."""
