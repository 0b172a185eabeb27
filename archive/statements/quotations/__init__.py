"""Reading quotations from the text of an article. No database."""
