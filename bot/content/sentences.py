"""The sentences that the bot says to members and that curators may change: `wording.yaml`."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from string import Formatter

from pydantic import BaseModel, ConfigDict

from bot import limits
from bot.guidance import Fault, Place, closest

_MOST, _NAMES = "most", "placeholders"


def _sentence(most: int, *placeholders: str) -> str:
    """Declare a sentence of at most `most` characters; these words in braces may stand in it."""
    declared: str = field(metadata={_MOST: most, _NAMES: frozenset(placeholders)})
    return declared


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Every sentence by its name; `wording.yaml` says where each is used.

    Names have hyphens there: `nothing-held`. Words in braces are filled in with `str.format`.
    """

    browse: str = _sentence(200)
    blank: str = _sentence(300)
    long: str = _sentence(300, "most")
    unknown_topic: str = _sentence(300)
    nothing_held: str = _sentence(400)
    nearest: str = _sentence(200, "topics")
    kept: str = _sentence(400, "days")
    unreadable: str = _sentence(300)
    message_gone: str = _sentence(300)
    entry_gone: str = _sentence(300)
    topic_gone: str = _sentence(300)
    no_gaps: str = _sentence(300, "days")

    gig_unclear: str = _sentence(300)
    gig_currency: str = _sentence(200)
    gig_open: str = _sentence(300, "job", "when")
    gig_where: str = _sentence(400)
    gig_in_private: str = _sentence(400, "place")
    gig_in_public: str = _sentence(400, "place")
    gig_in_direct: str = _sentence(300, "place")
    gig_no_thread: str = _sentence(400, "why")
    gig_busy: str = _sentence(300)
    gig_direct_closed: str = _sentence(400)
    gig_gone: str = _sentence(200)
    gig_not_yours: str = _sentence(200, "owner")
    gig_stale: str = _sentence(300)
    gig_reasons: str = _sentence(300)
    gig_names: str = _sentence(300)
    gig_cancelled: str = _sentence(300, "days")
    gig_aside: str = _sentence(300)
    gig_vote: str = _sentence(200)
    gig_vote_own: str = _sentence(200)
    gig_vote_closed: str = _sentence(200)
    gig_vote_reason: str = _sentence(200)
    gig_no_votes: str = _sentence(200)
    gig_words: str = _sentence(400)
    gig_words_changed: str = _sentence(400)
    gig_words_shown: str = _sentence(200)
    gig_words_hidden: str = _sentence(200)
    gig_draft: str = _sentence(200)
    gig_no_draft: str = _sentence(200)
    gig_other_verdict: str = _sentence(300, "verdict")
    gig_other_questions: str = _sentence(300)
    gig_consent: str = _sentence(400, "days")
    gig_consent_direct: str = _sentence(300, "when")
    gig_consent_list: str = _sentence(300, "when")
    gig_consent_no: str = _sentence(300)
    gig_consent_over: str = _sentence(300)
    gig_asking_off: str = _sentence(300)
    gig_asking_stopped: str = _sentence(300)
    gig_asking_on: str = _sentence(300)
    gig_ask: str = _sentence(400, "when")
    gig_ask_over: str = _sentence(300)
    gig_actual: str = _sentence(200, "actual", "expected")
    gig_ask_thanks: str = _sentence(300)
    gig_how_not: str = _sentence(300)
    gig_how_sources: str = _sentence(300)
    gig_no_offers: str = _sentence(300)
    gig_offers_kept: str = _sentence(300, "days")
    gig_has_currency: str = _sentence(200, "currency")
    gig_no_currency: str = _sentence(200)
    gig_asking: str = _sentence(300)
    gig_not_asking: str = _sentence(300)
    gig_question_gone: str = _sentence(200)
    gig_delete: str = _sentence(500)
    gig_deleted: str = _sentence(200)
    gig_deleted_card: str = _sentence(200)
    gig_stats: str = _sentence(400, "least")
    gig_stats_empty: str = _sentence(300)
    gig_stats_leads: str = _sentence(200)
    gig_stats_points: str = _sentence(200)
    gig_stats_direct: str = _sentence(200)

    case_blocked: str = _sentence(100)
    case_score: str = _sentence(200, "review", "remove")
    case_no_signals: str = _sentence(200)
    case_text_gone: str = _sentence(300)
    case_no_history: str = _sentence(200)
    case_gone: str = _sentence(200)
    case_faster: str = _sentence(200, "decision")
    case_role: str = _sentence(300)
    case_no_roles: str = _sentence(300)
    case_site: str = _sentence(300)
    case_no_sites: str = _sentence(300)
    case_exempted: str = _sentence(300, "target")
    case_site_allowed: str = _sentence(300, "site")
    case_none: str = _sentence(200)
    case_nothing_down: str = _sentence(200)
    case_time_out: str = _sentence(200, "name")
    case_timed_out: str = _sentence(200, "until")
    case_put_back: str = _sentence(200, "number")
    case_no_appeal: str = _sentence(200)
    case_answer_form: str = _sentence(100)
    case_appeal_waits: str = _sentence(200)
    case_first: str = _sentence(200)
    case_strike_gone: str = _sentence(200)
    case_asks_moderators: str = _sentence(200)
    step_planned: str = _sentence(200)
    step_gone: str = _sentence(100)
    step_by_hand: str = _sentence(100)
    step_not_allowed: str = _sentence(300, "permission")
    step_above: str = _sentence(300)
    step_closed: str = _sentence(300)
    step_refused: str = _sentence(300)

    mod_off: str = _sentence(300)
    mod_observe: str = _sentence(300)
    mod_review: str = _sentence(300)
    mod_enforcing: str = _sentence(300)
    mod_enforce: str = _sentence(400)
    mod_enforce_from_review: str = _sentence(300)
    mod_enforce_nothing: str = _sentence(300)
    mod_enforce_counted: str = _sentence(300, "posts", "cases", "overturned")
    mod_enforce_lacks: str = _sentence(400, "lacked")
    mod_enforce_sure: str = _sentence(300)
    mod_ladder: str = _sentence(300, "days")
    mod_ladder_pause: str = _sentence(100, "minutes")
    mod_no_log: str = _sentence(300)
    mod_log_unseen: str = _sentence(300)
    mod_log_lacks: str = _sentence(300, "channel", "lacked")
    mod_nothing_found: str = _sentence(300)
    mod_allow: str = _sentence(300)
    mod_look: str = _sentence(300)
    mod_remove: str = _sentence(300)
    mod_test_kept: str = _sentence(300)
    mod_rules_kept: str = _sentence(300)
    mod_exempt: str = _sentence(300)
    mod_stats_weeks: str = _sentence(300)
    mod_stats_none: str = _sentence(300)
    mod_stats_kept: str = _sentence(300)
    mod_check_blank: str = _sentence(200)
    mod_check_words: str = _sentence(200)
    mod_check_instead: str = _sentence(200)
    mod_check_exempt: str = _sentence(300)
    mod_check_kept: str = _sentence(400)
    mod_example_work: str = _sentence(300)
    mod_example_service: str = _sentence(300)
    mod_example_goods: str = _sentence(300)
    mod_example_place: str = _sentence(300)
    mod_example_other: str = _sentence(300)
    mod_rule_politics: str = _sentence(60)
    mod_rule_other: str = _sentence(60)
    mod_report_form: str = _sentence(100)
    mod_report_off: str = _sentence(200)
    mod_report_own: str = _sentence(300)
    mod_report_bot: str = _sentence(300)
    mod_report_unread: str = _sentence(300)
    mod_report_gone: str = _sentence(200)
    mod_report_words: str = _sentence(300)
    mod_report_thanks: str = _sentence(300)
    mod_report_twice: str = _sentence(300)
    mod_report_decided: str = _sentence(300)
    mod_report_waits: str = _sentence(300)
    mod_report_quiet: str = _sentence(300)

    native_blocked: str = _sentence(limits.AUTOMOD_MESSAGE)
    native_on: str = _sentence(300)
    native_off: str = _sentence(300)
    native_coming: str = _sentence(300)
    native_going: str = _sentence(300)
    native_left_out: str = _sentence(300, "count")
    native_set_back: str = _sentence(200, "when")
    native_not_allowed: str = _sentence(300)
    native_full: str = _sentence(300)
    native_refused: str = _sentence(300)
    native_empty: str = _sentence(300)
    native_disabled: str = _sentence(300)
    native_deleted: str = _sentence(300)
    native_told_set_back: str = _sentence(400)
    native_told_disabled: str = _sentence(400)
    native_told_deleted: str = _sentence(400)
    native_told_enabled: str = _sentence(400)

    note_taken: str = _sentence(600, "name", "channel", "words", "author", "place")
    note_taken_by_hand: str = _sentence(600, "name", "channel", "author", "place")
    note_warned: str = _sentence(600, "name", "post", "author", "place")
    note_first: str = _sentence(200)
    note_strike: str = _sentence(200, "strike", "days")
    note_timed_out: str = _sentence(200, "until")
    note_moderators: str = _sentence(200)
    note_friends: str = _sentence(200, "author", "quotation")
    note_welcome: str = _sentence(300)
    note_show: str = _sentence(200, "channel")
    note_text: str = _sentence(100)
    note_in_file: str = _sentence(100)
    note_text_gone: str = _sentence(200)
    note_files: str = _sentence(200)
    note_ask: str = _sentence(200)
    note_ask_later: str = _sentence(300, "until")
    note_asked: str = _sentence(200, "when")
    note_back: str = _sentence(300, "channel")
    note_back_only: str = _sentence(300, "channel")
    note_strike_gone: str = _sentence(200)
    note_timeout_ended: str = _sentence(200)
    note_answer: str = _sentence(200, "channel")
    note_restored: str = _sentence(200, "name", "when")
    note_restored_why: str = _sentence(200)
    note_restored_about: str = _sentence(300)
    note_waiting: str = _sentence(300, "number", "name", "when")
    appeal_form: str = _sentence(100)
    appeal_blank: str = _sentence(200)
    appeal_asked: str = _sentence(300)
    appeal_twice: str = _sentence(200, "when")
    appeal_none: str = _sentence(300)
    appeal_not_yours: str = _sentence(200)

    tip_begin: str = _sentence(300, "when", "channel")
    tip_scheduled: str = _sentence(300, "when", "channel")
    tip_paused: str = _sentence(300)
    tip_no_place: str = _sentence(300)
    tip_lacks: str = _sentence(300, "channel", "lacked")
    tip_not_begun: str = _sentence(200)
    tip_time: str = _sentence(200)
    tip_zone: str = _sentence(200)
    tip_none: str = _sentence(200)
    tip_left_out: str = _sentence(60)
    tip_skipped: str = _sentence(200, "when")
    tip_unskipped: str = _sentence(200, "when")
    tip_unskip_late: str = _sentence(200)
    tip_there: str = _sentence(200, "link", "when")
    tip_there_paused: str = _sentence(200, "link")
    tip_waits: str = _sentence(300)
    tip_preview: str = _sentence(200)
    tip_discussed: str = _sentence(200, "thread")
    tip_threads_full: str = _sentence(200)
    tip_stats_none: str = _sentence(200)
    tip_stats_kept: str = _sentence(200)
    tip_told_missed: str = _sentence(400, "number", "when")
    tip_told_missed_one: str = _sentence(400, "when")
    tip_told_no_channel: str = _sentence(400)
    tip_told_channel_gone: str = _sentence(400)
    tip_told_cannot_post: str = _sentence(400, "channel")
    tip_told_no_history: str = _sentence(400, "when", "channel")
    tip_told_empty: str = _sentence(400)
    tip_told_pins_full: str = _sentence(400, "channel")
    tip_told_cannot_pin: str = _sentence(400, "channel")


class Sentence(BaseModel):
    """One sentence as it stands in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str
    text: str


def wording(sentences: Sequence[Sentence]) -> Wording:
    """Make the wording of checked sentences."""
    return Wording(**{_name(sentence.id): sentence.text for sentence in sentences})


def missing(ids: set[str]) -> list[str]:
    """Return the ids of the sentences that are not among these."""
    return [_id(one.name) for one in fields(Wording) if _id(one.name) not in ids]


def check(sentences: Sequence[Mapping[str, object]]) -> Iterator[Fault]:
    """Return every fault of sentences as they stand, but for repeated and missing ones."""
    known = {_id(one.name): one for one in fields(Wording)}
    for number, sentence in enumerate(sentences):
        name, text = sentence.get("id"), sentence.get("text")
        if not isinstance(name, str) or not isinstance(text, str):
            continue
        if name not in known:
            near = closest(name, known)
            mend = f"did you mean '{near}'?" if near else "take it out"
            yield Fault(number, ("id",), f"no sentence is called '{name}'", mend)
            continue
        declared = known[name].metadata
        yield from check_text(number, ("text",), text, declared[_MOST], declared[_NAMES])


def check_text(
    number: int, place: Place, text: str, most: int, names: Collection[str]
) -> Iterator[Fault]:
    """Return what is wrong with one text: at most so long, and only these words in braces."""
    yield from _length(number, place, text.strip(), most)
    yield from _placeholders(number, place, text, names)


def _length(number: int, place: Place, text: str, most: int) -> Iterator[Fault]:
    if not text:
        yield Fault(number, place, "this is empty", "write the sentence")
    elif len(text) > most:
        message = f"{len(text)} characters, at most {most}"
        yield Fault(number, place, message, f"shorten it by {len(text) - most}")


def _placeholders(
    number: int, place: Place, text: str, allowed: Collection[str]
) -> Iterator[Fault]:
    offered = ", ".join(f"{{{name}}}" for name in sorted(allowed))
    mend = f"only {offered} is filled in here" if allowed else "write it without braces"
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield Fault(number, place, "a brace has no partner", mend)
        return
    for _, name, form, conversion in parts:
        if name is not None and (name not in allowed or form or conversion):
            yield Fault(number, place, f"nothing is known to put for '{{{name}}}'", mend)


def _id(name: str) -> str:
    return name.replace("_", "-")


def _name(sentence_id: str) -> str:
    return sentence_id.replace("-", "_")
