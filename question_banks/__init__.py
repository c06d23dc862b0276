"""Question banks and interview profiles: YAML only. README.md has the format."""
