"""What the permission to write decides, in channels and in threads."""

import pytest

from bot.sandbox.permissions import Permission, in_channel

SEE = Permission.VIEW_CHANNEL
EMBED = Permission.EMBED_LINKS


@pytest.mark.parametrize(
    ("held", "sending", "embeds"),
    [
        (Permission.SEND_MESSAGES, Permission.SEND_MESSAGES, True),
        (Permission.SEND_MESSAGES, Permission.SEND_MESSAGES_IN_THREADS, False),
        (Permission.SEND_MESSAGES_IN_THREADS, Permission.SEND_MESSAGES_IN_THREADS, True),
        (Permission.SEND_MESSAGES_IN_THREADS, Permission.SEND_MESSAGES, False),
    ],
)
def test_whoever_may_not_write_here_may_not_embed_links_either(
    *, held: Permission, sending: Permission, embeds: bool
) -> None:
    base = int(SEE | EMBED | held)
    total = in_channel(base, {}, everyone_id=1, role_ids=set(), member_id=2, sending=sending)
    assert bool(total & EMBED) is embeds
    assert total & SEE
