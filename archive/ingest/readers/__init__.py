"""One module per format: each turns a file into documents (`DocumentRecord`) or failures."""
