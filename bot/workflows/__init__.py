"""What the bot does in several steps, so that it can be cut short at any of them and go on."""
