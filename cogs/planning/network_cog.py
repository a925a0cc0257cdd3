"""The `/micronetwork` commands: a plan of few people, for the member alone."""

from discord import app_commands
from discord.ext import commands

from bot import limits
from bot.discord_port import DiscordPort
from bot.interactions.cards import Card
from bot.interactions.errors import Refusal
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, open_to
from bot.interactions.wording import shorten
from bot.planning.network import Template
from bot.store.plans import Plan
from bot.store.reminders import Reminder
from bot.workflows import reminders
from bot.workflows.reminders import Nudge, Reminders, Subject
from cogs.planning.correcting import open_form
from cogs.planning.met_reminder import cleared_card, draw_met
from cogs.planning.network_nudges import draw_nudge
from cogs.planning.network_views import guide_of, make, require_people, show


class MicroNetwork(commands.Cog):
    """Plans a micro-network with the member, and reminds of people."""

    micronetwork = app_commands.Group(
        name="micronetwork",
        description="A few people, one goal, what you want and give.",
        extras=open_to(Who.ANYBODY),
    )

    def __init__(self, host: Host) -> None:
        def draw(subject: Subject, reminder: Reminder) -> Card:
            content = host.shelf.content
            if isinstance(subject, Nudge):
                return draw_nudge(content, subject, reminder)
            return draw_met(content, subject, reminder)

        sending: Reminders[Card] = Reminders(
            host.store,
            host.clock,
            DiscordPort(host),
            draw,
            lambda: cleared_card(host.shelf.content),
        )
        host.do_jobs(reminders.KIND, sending.send)
        host.do_jobs(reminders.CLEAR, sending.clear)

    @micronetwork.command(name="start", description="Begin a plan: five goals you could reach.")
    @app_commands.describe(template="An example of the article to begin with, if you like")
    async def start(
        self,
        interaction: Interaction,
        template: app_commands.Range[str, 1, limits.CHOICE_VALUE] | None = None,
    ) -> None:
        """Ask for five goals, or begin with an example's one."""
        if template is None:
            await open_form(interaction, "plan:new")
            return
        plan = await _begin(interaction, _chosen(interaction, template))
        await show(interaction, plan, "plan")

    @start.autocomplete("template")
    async def _complete_template(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        known = guide_of(interaction).templates.values()
        return [
            app_commands.Choice(name=shorten(one.name, limits.CHOICE_NAME), value=one.id)
            for one in known
            if typed.strip().casefold() in one.name.casefold()
        ]

    @micronetwork.command(name="show", description="Your plan, and your other plans.")
    async def show(self, interaction: Interaction) -> None:
        """Show the active plan, or the last one that was closed."""
        plans = await interaction.client.store.plans.of(interaction.user.id)
        active = next((one for one in plans if one.active), None)
        if not plans:
            raise Refusal(guide_of(interaction).words.no_plan)
        await _answer(interaction, active or plans[0], "plan")

    @micronetwork.command(name="goal", description="Your goals: how scary, and which one now.")
    async def goal(self, interaction: Interaction) -> None:
        """Show the goals of the active plan."""
        await _answer(interaction, await _active(interaction), "goals")

    @micronetwork.command(name="roles", description="Whom your plan takes, and how many.")
    async def roles(self, interaction: Interaction) -> None:
        """Show the roles of the active plan."""
        plan = await require_people(interaction, (await _active(interaction)).id)
        await _answer(interaction, plan, "roles")

    @micronetwork.command(name="people", description="The people of your plan by name.")
    async def people(self, interaction: Interaction) -> None:
        """Show the people of the active plan."""
        plan = await require_people(interaction, (await _active(interaction)).id)
        await _answer(interaction, plan, "people")

    @micronetwork.command(name="close", description="Close your plan: done or parked.")
    async def close(self, interaction: Interaction) -> None:
        """Ask what came of it."""
        plan = await _active(interaction)
        await open_form(interaction, f"plan:{plan.id}:close")


async def _answer(interaction: Interaction, plan: Plan, name: str) -> None:
    card = await make(interaction, plan, name)
    await interaction.response.send_message(view=card, ephemeral=True)


async def _active(interaction: Interaction) -> Plan:
    plan = await interaction.client.store.plans.active_of(interaction.user.id)
    if plan is None:
        raise Refusal(guide_of(interaction).words.no_plan)
    return plan


def _chosen(interaction: Interaction, said: str) -> Template:
    """Return an example by its id, or by its name typed without choosing."""
    templates = guide_of(interaction).templates
    wanted = said.strip().casefold()
    for one in templates.values():
        if wanted in (one.id, one.name.casefold()):
            return one
    named = " or ".join(one.name for one in templates.values())
    msg = f"I know these examples: {named}. Begin to type and choose one, or leave it out."
    raise Refusal(msg)


async def _begin(interaction: Interaction, template: Template) -> Plan:
    store, owner, guide = interaction.client.store, interaction.user.id, guide_of(interaction)
    most = guide.numbers.most_plans
    if await store.plans.count_open(owner) >= most:
        raise Refusal(guide.words.plans_full.format(most=most))
    async with store.together() as rooms:
        plan = await rooms.plans.begin(
            owner, template.id, goals=(template.goal,), scares=(0,), chosen=0
        )
        for one in template.roles:
            await rooms.network.add_role(
                plan.id, owner, name=one.name, least=one.least, most=one.most, origin=one.origin
            )
        return plan
