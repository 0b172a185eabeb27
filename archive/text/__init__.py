"""Arabic as letters and words. Pure Python: no Django, no engine; str in, values out."""
