"""What moderators are told is broken: once for each set, wherever a bot is cut short."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.store import Store
from bot.workflows.doctor_notices import DoctorNotices, mark
from bot.workflows.port import NotAllowed

MIGRATIONS = Path(__file__).parents[3] / "migrations"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GUILD, LOG = 100, 400
DISK, TOKEN, PIN = "disk:database", "intents:members", "permissions:log:400:pin_messages"


class KilledError(BaseException):
    """The process ends."""


class Log:
    """The moderators' log."""

    def __init__(self):
        self.posts = []
        self.trouble = None

    async def find_post(self, channel_id, mark, since):
        found = (number for number, (its, _, _) in enumerate(self.posts) if its == mark)
        return next(found, None)

    async def post(self, channel_id, shown, nonce):
        trouble, self.trouble = self.trouble, None
        if isinstance(trouble, NotAllowed):
            raise trouble
        self.posts.append((*shown, nonce))
        if trouble is not None:
            raise trouble
        return len(self.posts)

    @property
    def told(self):
        return [broken for _, broken, _ in self.posts]


def draw(notice):
    return mark(notice), set(notice.broken)


@pytest.fixture
async def store(tmp_path):
    clock = MovableClock(tmp_path / "clock", wall=lambda: NOON)
    async with Store.open(tmp_path / "biztalk.db", MIGRATIONS, clock) as store:
        await store.guild_settings.set(GUILD, log_channel_id=LOG)
        yield store


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def tell(store, log, tmp_path):
    passed = 0

    async def look(*broken):
        nonlocal passed
        passed += 60
        (tmp_path / "clock").write_text(str(passed))
        await DoctorNotices(store, log).tell(GUILD, set(broken), draw)

    return look


async def test_nothing_is_told_when_nothing_is_broken(tell, log, store):
    await tell()
    assert log.posts == []
    assert await store.doctor_notices.get(GUILD) is None


async def test_the_same_is_told_once(tell, log):
    await tell(DISK, PIN)
    await tell(PIN, DISK)
    assert log.told == [{DISK, PIN}]


async def test_something_new_is_told_with_what_is_still_broken(tell, log):
    await tell(DISK)
    await tell(DISK, PIN)
    assert log.told == [{DISK}, {DISK, PIN}]
    assert len({nonce for _, _, nonce in log.posts}) == 2


async def test_what_is_mended_is_not_told_and_told_again_when_it_comes_back(tell, log):
    await tell(DISK, PIN)
    await tell(DISK)
    assert len(log.posts) == 1
    await tell(DISK, PIN)
    await tell()
    await tell(PIN)
    assert log.told == [{DISK, PIN}, {DISK, PIN}, {PIN}]


async def test_without_a_log_it_waits_as_it_then_is(tell, log, store):
    await store.guild_settings.set(GUILD, log_channel_id=None)
    await tell(DISK, PIN)
    await store.guild_settings.set(GUILD, log_channel_id=LOG)
    await tell(PIN)
    assert log.told == [{PIN}]


async def test_where_the_log_may_not_be_written_to_it_waits(tell, log):
    log.trouble = NotAllowed("no")
    await tell(DISK)
    assert log.posts == []
    await tell(DISK)
    assert log.told == [{DISK}]


@pytest.mark.parametrize("trouble", [ConnectionResetError(), KilledError()])
async def test_a_notice_whose_answer_was_lost_is_found_and_not_posted_again(tell, log, trouble):
    log.trouble = trouble
    with pytest.raises(type(trouble)):
        await tell(DISK, TOKEN)
    await tell(DISK)
    await tell(DISK)
    assert log.told == [{DISK, TOKEN}]
    await tell(DISK, TOKEN)
    assert len(log.posts) == 2
