"""Measurements of a running site over HTTP."""
