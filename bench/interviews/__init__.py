"""Scripted candidates, and the properties that hold for every interview with them."""
