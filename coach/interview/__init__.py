"""The conversation: turns, floor, plan, moves, and the one session loop."""
