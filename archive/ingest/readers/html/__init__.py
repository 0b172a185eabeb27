"""HTML pages as they were saved: one article with what its page says of it."""
