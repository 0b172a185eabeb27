"""Pages of signed-in journalists and what they share; nothing of these is stored by caches."""
