"""AutoMod's rules. All of it needs Manage Server, timing people out Moderate Members as well.

https://discord.com/developers/docs/resources/auto-moderation
"""

from bot.sandbox import errors, limits
from bot.sandbox.access import channel_permissions, guild_permissions
from bot.sandbox.automod import keeping, payloads
from bot.sandbox.automod.rule import Action, ActionKind, Rule, TriggerKind
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.permissions import Permission
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.automod import check_change, check_rule
from bot.sandbox.rules.form import Complaints, refuse
from bot.sandbox.world import Guild

ALL = "/guilds/{guild_id}/auto-moderation/rules"
ONE = ALL + "/{rule_id}"
_NEEDED = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES


def list_rules(call: Call) -> Answer:
    """``GET /guilds/{guild_id}/auto-moderation/rules``."""
    guild = call.guild(Permission.MANAGE_GUILD)
    return [payloads.rule(one) for one in guild.automod_rules.values()]


def get_rule(call: Call) -> Answer:
    """``GET /guilds/{guild_id}/auto-moderation/rules/{rule_id}``."""
    return payloads.rule(_rule(call, call.guild(Permission.MANAGE_GUILD)))


def create_rule(call: Call) -> Answer:
    """``POST /guilds/{guild_id}/auto-moderation/rules``."""
    guild = call.guild(Permission.MANAGE_GUILD)
    wish = check_rule(call.body)
    _refuse_actions(call, guild, wish.actions or ())
    _refuse_one_more(guild, wish.kind)
    return payloads.rule(keeping.create(call.local, guild, call.actor, wish))


def change_rule(call: Call) -> Answer:
    """``PATCH /guilds/{guild_id}/auto-moderation/rules/{rule_id}``."""
    guild = call.guild(Permission.MANAGE_GUILD)
    rule = _rule(call, guild)
    wish = check_change(call.body, rule.kind)
    _refuse_actions(call, guild, wish.actions or ())
    keeping.change(call.local, guild, call.actor, rule, wish)
    return payloads.rule(rule)


def delete_rule(call: Call) -> Answer:
    """``DELETE /guilds/{guild_id}/auto-moderation/rules/{rule_id}``."""
    guild = call.guild(Permission.MANAGE_GUILD)
    keeping.remove(call.local, guild, call.actor, _rule(call, guild))
    return None


def _rule(call: Call, guild: Guild) -> Rule:
    """The path's rule. With which code Discord answers for one that is not there is not known."""
    rule = guild.automod_rules.get(call.id_in_path("rule_id"))
    if rule is None:
        raise errors.not_found()
    return rule


def _refuse_one_more(guild: Guild, kind: TriggerKind) -> None:
    most = limits.KEYWORD_RULES if kind is TriggerKind.KEYWORD else limits.OTHER_RULES
    if sum(one.kind is kind for one in guild.automod_rules.values()) >= most:
        complaints = Complaints()
        complaints.add((), field_errors.too_many_rules(int(kind), most))
        refuse(complaints)


def _refuse_actions(call: Call, guild: Guild, actions: tuple[Action, ...]) -> None:
    """Raise 50013 for time-outs without the permission, 50035 for alerts one could not write."""
    may_time_out = guild_permissions(guild, call.user.id) & Permission.MODERATE_MEMBERS
    complaints = Complaints()
    for place, action in enumerate(actions):
        if action.kind is ActionKind.TIMEOUT and not may_time_out:
            raise errors.missing_permissions()
        if action.kind is ActionKind.SEND_ALERT_MESSAGE and not _writes(call, guild, action):
            path = ("actions", place, "metadata", "channel_id")
            complaints.add(path, field_errors.NO_ALERTS_THERE)
    refuse(complaints)


def _writes(call: Call, guild: Guild, action: Action) -> bool:
    channel = call.world.channels.get(action.channel_id)
    if channel is None or channel.guild_id != guild.id:
        return False
    held = channel_permissions(call.world, call.user.id, channel, call.now)
    return held & _NEEDED == _NEEDED


ROUTES = (
    Route("GET", ALL, list_rules),
    Route("POST", ALL, create_rule),
    Route("GET", ONE, get_rule),
    Route("PATCH", ONE, change_rule),
    Route("DELETE", ONE, delete_rule),
)
