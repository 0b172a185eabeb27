"""What journalists keep. Writes go through `services`, reads through `selectors`."""
