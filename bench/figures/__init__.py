"""How many figures in sentences are read with the right value, unit and counted thing."""
