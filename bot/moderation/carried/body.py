"""What a message and the snapshot in a forward have in common: everything people see of it."""

from bot.moderation.carried.components import read_components
from bot.moderation.carried.embeds import read_embeds
from bot.moderation.carried.files import read_attachment
from bot.moderation.carried.node import Node
from bot.moderation.facts import Place


def read_body(node: Node, *, by_person: bool) -> None:
    """Read a message in the order in which people do. Who wrote a forwarded one is not known.

    https://docs.discord.com/developers/resources/message#message-object
    """
    node.tell("content")
    read_embeds(node, by_person=by_person)
    for attachment in node.each("attachments", Place.ATTACHMENT):
        read_attachment(attachment)
    for snapshot in node.each("message_snapshots", Place.FORWARD):
        message = snapshot.inner("message")
        if message is None:
            snapshot.miss()
        else:
            read_body(message, by_person=False)
    poll = node.inner("poll", Place.POLL)
    if poll is not None:
        _read_poll(poll)
    for key in ("sticker_items", "stickers"):
        for sticker in node.each(key, Place.STICKER):
            sticker.tell("name", "description")
    read_components(node)


def _read_poll(poll: Node) -> None:
    question = poll.inner("question")
    if question is not None:
        question.tell("text")
    for answer in poll.each("answers"):
        media = answer.inner("poll_media")
        if media is not None:
            media.tell("text")
