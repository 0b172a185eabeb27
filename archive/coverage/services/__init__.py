"""Writes of coverage."""
