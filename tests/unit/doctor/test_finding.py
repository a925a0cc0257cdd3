from bot.doctor import Finding, Report

WELL = Finding("clock", "Clock", "good", "It agrees.")
NOTE = Finding("tips", "Tips", "note", "None yet.")
LOG = Finding("permissions:log:11", "Log", "broken", "I lack two.", parts=("pin", "send"))
TOKEN = Finding("token:refused", "Token", "broken", "Refused.")
TIPS = Finding("gone:tips:9", "Tips", "broken", "Gone.", told_elsewhere=True)


def test_only_what_is_broken_makes_a_report_unwell():
    assert Report.of([WELL, NOTE]).is_well
    assert Report.of([WELL, LOG, NOTE, TOKEN]).broken == (LOG, TOKEN)
    assert not Report.of([TOKEN]).is_well


def test_the_digest_is_that_of_what_is_broken_whatever_the_order_and_the_words():
    one = Report.of([WELL, LOG, TOKEN]).digest
    reworded = Finding("token:refused", "Token", "broken", "No longer taken.")
    assert one == Report.of([reworded, NOTE, LOG]).digest
    assert one != Report.of([LOG]).digest
    assert Report.of([]).digest == Report.of([WELL, NOTE]).digest


def test_what_is_mended_in_part_is_known_again_by_the_rest():
    before = Report.of([LOG]).untold
    rest = Finding("permissions:log:11", "Log", "broken", "I lack one.", parts=("pin",))
    assert Report.of([rest]).untold < before


def test_what_others_tell_is_not_told_again():
    assert Report.of([TIPS, TOKEN]).untold == {"token:refused"}
