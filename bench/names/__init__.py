"""Names under analysis and look-up: stems that collide with common words, and spellings of one name distinguished from other names."""
