"""What the bot knows, decides, remembers and does."""
