"""What a person does with the bot, on its way there and back.

https://discord.com/developers/docs/interactions/receiving-and-responding
"""
