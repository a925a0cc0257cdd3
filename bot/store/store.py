"""The one door to everything remembered."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from bot.clock import Clock
from bot.errors import CannotStart
from bot.meter import Meter
from bot.store import lock, people, place
from bot.store.appeals import AppealRepository
from bot.store.audience_checks import AudienceCheckRepository
from bot.store.base import metadata
from bot.store.cases import CaseRepository
from bot.store.command_sync import CommandSyncRepository
from bot.store.decision_counts import DecisionCountRepository
from bot.store.departures import DepartureRepository
from bot.store.doctor_notices import DoctorNoticeRepository
from bot.store.domains import DomainRepository
from bot.store.engine import Database, Joined, Transactions
from bot.store.evaluations import EvaluationRepository
from bot.store.evidence import EvidenceRepository
from bot.store.exemptions import ExemptionRepository
from bot.store.floors import FloorRepository
from bot.store.follow_ups import FollowUpRepository
from bot.store.gaps import GapRepository
from bot.store.guild_settings import GuildSettingsRepository
from bot.store.jobs import Bell, JobRepository
from bot.store.keys import KeyRepository
from bot.store.levels import LevelRepository
from bot.store.members import MemberSettingsRepository
from bot.store.met import MetRepository
from bot.store.migrate import bring_up_to_date
from bot.store.native_rules import NativeRepository
from bot.store.network import NetworkRepository
from bot.store.persons import PersonRepository
from bot.store.plans import PlanRepository
from bot.store.ratings import RatingRepository
from bot.store.recent_posts import RecentPostRepository
from bot.store.reminders import ReminderRepository
from bot.store.reminding import RemindingRepository
from bot.store.removed_posts import RemovedPostRepository
from bot.store.seen import SeenRepository
from bot.store.session_checks import SessionCheckRepository
from bot.store.steps import StepRepository
from bot.store.strikes import StrikeRepository
from bot.store.tip_notices import TipNoticeRepository
from bot.store.tip_occurrences import TipOccurrenceRepository
from bot.store.tip_schedules import TipScheduleRepository
from bot.store.typed_forms import TypedFormRepository
from bot.store.votes import VoteRepository


class Repositories:
    """What is remembered, a repository for each room."""

    def __init__(self, transactions: Transactions, clock: Clock, bell: Bell) -> None:
        self.guild_settings = GuildSettingsRepository(transactions)
        self.command_sync = CommandSyncRepository(transactions, clock)
        self.jobs = JobRepository(transactions, clock, bell)
        self.levels = LevelRepository(transactions, clock)
        self.ratings = RatingRepository(transactions, clock)
        self.gaps = GapRepository(transactions, clock)
        self.evaluations = EvaluationRepository(transactions, clock)
        self.votes = VoteRepository(transactions, clock)
        self.follow_ups = FollowUpRepository(transactions, clock)
        self.members = MemberSettingsRepository(transactions)
        self.evidence = EvidenceRepository(transactions)
        self.cases = CaseRepository(transactions, clock)
        self.steps = StepRepository(transactions, clock)
        self.removed_posts = RemovedPostRepository(transactions)
        self.strikes = StrikeRepository(transactions, clock)
        self.appeals = AppealRepository(transactions, clock)
        self.decision_counts = DecisionCountRepository(transactions)
        self.native_rules = NativeRepository(transactions, clock)
        self.exemptions = ExemptionRepository(transactions)
        self.domains = DomainRepository(transactions)
        self.recent_posts = RecentPostRepository(transactions)
        self.seen = SeenRepository(transactions)
        self.keys = KeyRepository(transactions)
        self.floors = FloorRepository(transactions, clock)
        self.audience_checks = AudienceCheckRepository(transactions, clock)
        self.session_checks = SessionCheckRepository(transactions, clock)
        self.plans = PlanRepository(transactions, clock)
        self.network = NetworkRepository(transactions, clock)
        self.met = MetRepository(transactions, clock)
        self.reminders = ReminderRepository(transactions, clock)
        self.reminding = RemindingRepository(transactions)
        self.typed_forms = TypedFormRepository(transactions, clock)
        self.tip_schedules = TipScheduleRepository(transactions, clock)
        self.tip_occurrences = TipOccurrenceRepository(transactions, clock)
        self.tip_notices = TipNoticeRepository(transactions, clock)
        self.departures = DepartureRepository(transactions, clock)
        self.persons = PersonRepository(transactions, clock)
        self.doctor_notices = DoctorNoticeRepository(transactions, clock)


class Store(Repositories):
    """The open database of this process; `Store.open` is the way in.

    Every call of a repository is a transaction of its own; `together` makes several into one.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database, clock, Bell())
        self._database = database
        self._clock = clock

    @classmethod
    @asynccontextmanager
    async def open(
        cls, path: Path, migrations: Path, clock: Clock, meter: Meter | None = None
    ) -> AsyncIterator[Self]:
        """Take the lock, migrate, open; close and let go at the end.

        Jobs that a killed bot left running wait again. Raises `CannotStart` with a sentence if
        another bot holds the database, it cannot be written, or it cannot be migrated.
        """
        path = place.prepare(path)
        with lock.hold(path):
            # Not in a thread: nothing else runs yet, and a Ctrl-C must not let go of the lock
            # while a migration is under way.
            bring_up_to_date(path, migrations)
            database = Database(path, meter)
            try:
                store = cls(database, clock)
                await _first_write(store, path)
                yield store
            finally:
                await database.close()

    @asynccontextmanager
    async def together(self) -> AsyncIterator[Repositories]:
        """Write several things or none of them, through the repositories that this gives."""
        async with self._database.writing() as session:
            yield Repositories(Joined(session), self._clock, self.jobs.bell)

    async def purge(self) -> Mapping[str, int]:
        """Delete all rows that have outlived their table's days; return how many, by table."""
        async with self._database.writing() as session:
            return await people.purge(session, metadata, self._clock.now())

    async def optimize(self) -> None:
        """Let SQLite look after its statistics (https://sqlite.org/pragma.html#pragma_optimize)."""
        async with self._database.writing() as session:
            await session.execute(text("PRAGMA optimize"))


async def _first_write(store: Store, path: Path) -> None:
    try:
        await store.jobs.take_up_again()
    except DatabaseError as failure:
        msg = (
            f"The database {path} cannot be written ({failure.orig}); "
            "see that no other program holds it and that the disk has room."
        )
        raise CannotStart(msg) from failure
