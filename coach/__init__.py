"""AI mock-interview coach with voice."""
