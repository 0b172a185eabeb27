"""The JSON API as declared: the types of its answers and the table of its endpoints."""
