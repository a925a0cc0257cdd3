from pathlib import Path

import pytest

from bot.moderation import ALLOWED, UNLISTED, Action, judge, said
from bot.moderation.folding import fold
from bot.moderation.links import links_in
from bot.moderation.sites import SiteList, Sites
from tests.unit.moderation.rule_sets import CONTENT, read, written

SITES = Sites(
    {
        ALLOWED: SiteList(("chat.org", "pages.org/*/posts", "code.org")),
        "invite": SiteList(("chat.org/invite",)),
        "profile": SiteList(("pages.org/+",)),
        "hub": SiteList(("hub.link",)),
        "paid": SiteList(parameters=("ref", "tag=mine"), steps=("refer",)),
    }
)


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://chat.org/terms", ALLOWED),
        ("https://chat.org/invite/abc", "invite"),
        ("https://www.chat.org/invite/abc", "invite"),
        ("https://pages.org", UNLISTED),
        ("https://pages.org/somebody", "profile"),
        ("https://pages.org/somebody/posts/1", ALLOWED),
        ("https://sub.hub.link/x", "hub"),
        ("https://nothub.link", UNLISTED),
        ("https://shop.org/x?ref=12", "paid"),
        ("https://shop.org/x?tag=mine-20", "paid"),
        ("https://shop.org/x?tag=yours", UNLISTED),
        ("https://shop.org/refer/12", "paid"),
        ("https://code.org/x?ref=12", ALLOWED),
    ],
)
def test_the_most_exact_site_decides(address: str, known: str) -> None:
    [link] = links_in(fold(address))
    assert SITES.list_of(link) == known


def test_a_community_allows_domains_of_its_own() -> None:
    [link, invite] = links_in(fold("https://ours.org/x https://chat.org/invite/a"))
    assert SITES.list_of(link, {"ours.org"}) == ALLOWED
    assert SITES.list_of(invite, {"ours.org"}) == "invite"
    assert SITES.list_of(invite, {"chat.org"}) == ALLOWED


def test_a_second_rule_needs_no_code(tmp_path: Path) -> None:
    rules = written(
        tmp_path,
        """
- {id: politics, title: No politics, review: 40, remove: 90}
- {id: party, words: {en: [labour, tories, the greens], de: [die grünen]}}
- id: asks-for-votes
  rule: politics
  weight: 60
  says: It asks for votes.
  phrases: {en: ["vote (for) {party}"], de: ["[wählt|wähle] {party}"]}
- id: names-a-party
  rule: politics
  weight: 30
  only-adds: true
  says: It speaks of a party.
  phrases: {all: ["{party}"]}
- id: petition
  rule: politics
  weight: 45
  says: It links to a petition.
  links: [petitions]
- {id: petitions, sites: [petition.org]}
- id: about-the-record
  rule: politics
  weight: -60
  says: It speaks of a record.
  phrases: {en: ["record|song ..2 called"]}
""",
    )
    decision = judge(said("Vote for Labour on Thursday"), rules)
    assert (decision.action, decision.rule, decision.score) == (Action.REVIEW, "politics", 60)
    assert [one.sentence for one in decision.signals] == ["It asks for votes."]
    assert judge(said("wählt die Grünen https://petition.org/1"), rules).action is Action.REMOVE
    assert judge(said("the greens are playing tonight"), rules).action is Action.ALLOW
    assert judge(said("a song they called Vote Labour"), rules).action is Action.ALLOW


def test_the_rules_in_use_can_be_read_and_used() -> None:
    rules = read(CONTENT)
    assert list(rules.rules) == ["promotion"]
    assert not rules.leading.anchors_among([])
    for signal in rules.signals.values():
        assert signal.sentence.endswith(".")
        assert "!" not in signal.sentence


PLACED = """
- {id: asks, rule: promotion, weight: 80, says: It asks., phrases: {en: [write me]}}
- {id: linked, rule: promotion, weight: 80, says: It links., links: [shops]}
- {id: shops, sites: [shop.org]}
- {id: wonders, rule: promotion, weight: -70, elsewhere: -10, says: It wonders.,
   phrases: {en: [how much]}}
"""


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("write me how much", Action.ALLOW),
        ("how much do you ask? write me", Action.REVIEW),
        ("write me. how much is it", Action.REVIEW),
        ("how much is this? https://shop.org/a", Action.ALLOW),
        ("how much is this? nobody knows. https://shop.org/a", Action.REVIEW),
    ],
)
def test_what_speaks_for_the_author_weighs_less_elsewhere(
    text: str, action: Action, tmp_path: Path
) -> None:
    assert judge(said(text), written(tmp_path, PLACED)).action is action


def test_a_signal_without_a_weight_counts_only_with_others(tmp_path: Path) -> None:
    rules = written(
        tmp_path,
        """
- {id: tempts, rule: promotion, only-adds: true, says: It tempts., phrases: {en: [win]}}
- {id: linked, rule: promotion, weight: 5, only-adds: true, says: It links., links: [unlisted]}
- {id: tempting, rule: promotion, weight: 60, says: It tempts with a link.,
   together: [tempts, linked]}
""",
    )
    assert judge(said("win"), rules).signals == ()
    told = judge(said("win https://shop.org"), rules)
    assert [one.name for one in told.signals] == ["tempting", "linked"]
