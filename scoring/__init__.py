"""Scores one spoken answer against one question: pure functions, no I/O, nothing from coach."""
