"""SQLite as the archive uses it: Django's backend, which neither creates a database by accident nor goes on in a deleted file."""
