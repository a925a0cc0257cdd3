"""AutoMod: Discord's own filter, which judges what people post before anybody sees it.

https://discord.com/developers/docs/resources/auto-moderation
"""
