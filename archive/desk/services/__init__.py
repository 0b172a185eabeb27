"""What changes what journalists keep: each function is one transaction and takes the user who asks."""
