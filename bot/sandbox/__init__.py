"""A local Discord: REST, gateway and a page for people, in a process of its own.

It imports nothing else of ours and nothing imports it: the bot speaks to it through unmodified
discord.py, over real HTTP and a real WebSocket. What it does not know it answers with 404.
"""
