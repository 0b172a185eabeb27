"""Names as queries look them up: spellings and misspellings of a name, and Latin names. No database."""
