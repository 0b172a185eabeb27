"""Imports: killed at random moments; timed against another checkout."""
