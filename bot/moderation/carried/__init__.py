"""What a message carries: every kind of text in it, read from Discord's JSON."""
