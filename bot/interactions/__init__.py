"""What cogs share: the client as they see it, the error chain, permissions, buttons, cards."""
