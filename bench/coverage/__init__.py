"""Copies: whether changed copies of articles are found, forms filled in again are not, and what a comparison costs."""
