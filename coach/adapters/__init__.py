"""The only vendor imports, one file each."""
