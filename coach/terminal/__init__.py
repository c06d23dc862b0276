"""Rehearsals in the terminal: typed, scripted, from WAV files, by microphone."""
