from datetime import UTC, datetime

from discord import ui

from bot import limits
from bot.doctor import Finding, Report
from bot.store.doctor_notices import DoctorNotice
from cogs.server.doctor_cards import notice_card, report_card

WORDS = "*Words* with_marks: <@&1> and more of them. "


def finding(number, state, mender="moderators"):
    found, mend = WORDS * 20, "Do this. "
    return Finding(f"thing:{number}", f"Thing {number}", state, found, mend, mender)


def said(card):
    shown = [item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)]
    return "\n".join(shown)


def test_whatever_is_broken_it_fits_and_what_was_left_out_is_said():
    states = ("broken", "note", "good")
    report = Report.of(finding(number, states[number % 3]) for number in range(300))
    text = said(report_card(report, "How I am doing here"))
    assert len(text) <= limits.CARD_TEXT
    assert "100 things are broken." in text
    assert text.count("**Broken: ") >= 4
    assert "more, which I show once others are mended." in text
    assert "**Worth knowing**" in text
    assert "**In order**: " in text


def test_what_is_broken_stands_first_and_who_runs_the_bot_is_named():
    well = Finding("clock", "Clock", "good", "It agrees.")
    token = Finding("token", "Token", "broken", "It is old.", "Copy it anew.", "operator")
    text = said(report_card(Report.of([well, token]), "How I am doing here"))
    assert text.index("**Broken: Token.**") < text.index("**In order**: \u2068Clock\u2069")
    assert "It is old. For whoever runs me\\: Copy it anew." in text


def test_names_of_channels_and_roles_are_shown_as_they_are_written():
    found = Finding("roles", "Order of roles", "broken", "Above: @everyone, <@&5>, **x**.")
    text = said(report_card(Report.of([found]), "How I am doing here"))
    assert "Above\\: \\@everyone, \\<\\@&5>, \\*\\*x\\*\\*." in text


def test_the_log_reads_what_is_broken_and_nothing_that_is_told_elsewhere():
    told = Finding("gone:log", "Log", "broken", "Gone.", "Choose another.")
    elsewhere = Finding("gone:tips", "Tips", "broken", "Gone.", told_elsewhere=True)
    note = Finding("mode", "Moderation", "note", "It observes.")
    report = Report.of([told, elsewhere, note])
    notice = DoctorNotice(1, report.untold, datetime(2026, 11, 22, tzinfo=UTC), None)
    card = notice_card(report, notice)
    assert "One thing is broken." in said(card)
    assert "Moderation" not in said(card)
    [button] = [item for item in card.walk_children() if isinstance(item, ui.DynamicItem)]
    assert button.custom_id.startswith("doctor:")
