"""Reading the figures of an article: what is counted or measured, how many, and how exactly."""
