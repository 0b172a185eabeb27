"""Measurements of names: stems that collide with common words, and how well spellings of one name are recognised."""
