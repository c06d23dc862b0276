"""The parts of bench/streaming.py: scripted speech, what updates cost, rehearsals at real pace, commit policies."""
