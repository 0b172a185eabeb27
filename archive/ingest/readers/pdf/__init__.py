"""PDF: printed characters by their places on the page → lines in logical order → paragraphs."""
