"""One module for each format: a file becomes documents (`DocumentRecord`) and failures."""
