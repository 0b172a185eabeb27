"""How well the reader of raw text cuts files that hold several texts, and leaves alone those that hold one."""
