"""Forums: channels of posts, each of which is a thread with a message that began it.

https://discord.com/developers/docs/topics/threads#forums
"""

from bot.sandbox import posting, threads
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Message
from bot.sandbox.posting import Origin
from bot.sandbox.rules.messages import MessageBody
from bot.sandbox.rules.threads import ThreadStart
from bot.sandbox.world import Channel


def begin_post(
    local: LocalDiscord, forum: Channel, author_id: int, wish: ThreadStart, body: MessageBody
) -> tuple[Channel, Message]:
    """A new post: the thread, and in it the message that has the thread's id."""
    post_id = local.snowflakes.take()
    channel = threads.begin(local, forum, author_id, wish, post_id)
    forum.last_message_id = post_id
    message = posting.post(local, channel, author_id, body, Origin(message_id=post_id))
    return channel, message
