"""A link is where it leads, however it is written; what is no link stays none."""

# ruff: noqa: RUF001 - letters that look alike are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.folding import fold
from bot.moderation.links import Link, links_in


def only_link(text: str) -> Link:
    links = links_in(fold(text))
    assert len(links) == 1, links
    return links[0]


@pytest.mark.parametrize(
    ("text", "host", "domain", "path"),
    [
        ("see https://example.com/a.", "example.com", "example.com", "/a"),
        ("HTTPS://Example.COM.", "example.com", "example.com", ""),
        ("(https://example.com/a)", "example.com", "example.com", "/a"),
        ("https://example.com/a_(b), ok", "example.com", "example.com", "/a_(b)"),
        ("<https://example.com/a>", "example.com", "example.com", "/a"),
        ("**https://example.com/a**", "example.com", "example.com", "/a"),
        ("https://evil.com\nthanks", "evil.com", "evil.com", ""),
        ("https://example.com:8080/x", "example.com", "example.com", "/x"),
        ("http://192.168.0.1:80/a", "192.168.0.1", "192.168.0.1", "/a"),
        ("http://3232235777/", "3232235777", "3232235777", "/"),
        ("http://[::1]/x", "[::1]", "[::1]", "/x"),
        ("https://shop.example.co.uk", "shop.example.co.uk", "example.co.uk", ""),
        ("https://someone.github.io/x", "someone.github.io", "someone.github.io", "/x"),
        ("https://me.blogspot.com", "me.blogspot.com", "me.blogspot.com", ""),
        ("artist.bandcamp.com", "artist.bandcamp.com", "bandcamp.com", ""),
        ("https://xn--mller-kva.de/x", "müller.de", "müller.de", "/x"),
        ("https://müller.de/x", "müller.de", "müller.de", "/x"),
        ("discord.gg/Abc!", "discord.gg", "discord.gg", "/abc"),
        ("here...discord.gg/abc", "discord.gg", "discord.gg", "/abc"),
        ("discord.com/invite/abc", "discord.com", "discord.com", "/invite/abc"),
        ("https://discordapp.com/invite/a", "discordapp.com", "discordapp.com", "/invite/a"),
        ("linktr.ee/me", "linktr.ee", "linktr.ee", "/me"),
        ("t.me/x and so on", "t.me", "t.me", "/x"),
        ("www.mysite.live", "www.mysite.live", "mysite.live", ""),
    ],
)
def test_a_link_is_where_it_leads(text: str, host: str, domain: str, path: str) -> None:
    link = only_link(text)
    assert (link.host, link.domain, link.path) == (host, domain, path)
    assert not link.disguised


@pytest.mark.parametrize(
    ("text", "host", "path"),
    [
        ("https://discord.com@evil.com/x", "evil.com", "/x"),
        ("hxxps://evil[.]com/x", "evil.com", "/x"),
        ("discord . gg / abc", "discord.gg", "/abc"),
        ("discord dot gg slash abc", "discord.gg", "/abc"),
        ("https://ev%69l.com/x", "evil.com", "/x"),
        ("%68%74%74%70s://evil.com/x", "evil.com", "/x"),
        ("https://dis\u200bcord.gg/abc", "discord.gg", "/abc"),
        ("https://discord.gg\u200b/abc", "discord.gg", "/abc"),
        ("https://disc\nord.gg/abc", "discord.gg", "/abc"),
        ("disc||ord||.gg/abc", "discord.gg", "/abc"),
        ("s0undcl0ud.com/x", "soundcloud.com", "/x"),
        ("ѕoundcloud.com/x", "soundcloud.com", "/x"),
        ("𝘀𝗼𝘂𝗻𝗱𝗰𝗹𝗼𝘂𝗱.com/x", "soundcloud.com", "/x"),
    ],
)
def test_a_disguised_link_is_found_and_called_so(text: str, host: str, path: str) -> None:
    link = only_link(text)
    assert (link.host, link.path) == (host, path)
    assert link.disguised


@pytest.mark.parametrize(
    "text",
    [
        "e.g. this, i.e. that, U.S.A., 3.5 or 1/2 and/or w/e",
        "file.py node.js readme.md v1.2 main.rs song.mp3 clip.mov",
        "yes.no it.is great.thanks me.too so.what come.in",
        "name@example.com and name.last@example.com",
        "hello.world ... ok. fine",
        "https:///x https://... http://",
        "soundcloud and .com domains",
        "",
    ],
)
def test_what_is_no_link_stays_none(text: str) -> None:
    assert links_in(fold(text)) == ()


def test_a_host_of_other_letters_is_itself_and_says_whom_it_imitates() -> None:
    link = only_link("https://ѕoundcloud.com/x")
    assert link.host == "ѕoundcloud.com"
    assert link.resembles == "soundcloud.com"
    assert link.disguised
    assert only_link("https://xn--oundcloud-k9h.com/x").resembles == "soundcloud.com"
    assert only_link("https://xn--oundcloud-hqf.com/x").host == "xn--oundcloud-hqf.com"


def test_a_masked_link_keeps_what_it_shows() -> None:
    link = only_link('x [hear it **here**](<https://evil.com/a> "now") y')
    assert (link.host, link.shown, link.disguised) == ("evil.com", "hear it **here**", False)


@pytest.mark.parametrize(
    ("text", "deceives"),
    [
        ("[https://a.com](https://b.com)", True),
        ("[a.com/x](https://b.com)", True),
        ("[https://a.com](https://www.a.com/y)", False),
    ],
)
def test_a_masked_link_that_names_another_site_deceives(text: str, *, deceives: bool) -> None:
    shown, target = links_in(fold(text))
    assert shown.shown is None
    assert target.shown == text[1 : text.index("]")]
    assert target.disguised is deceives
    assert target.resembles == ("a.com" if deceives else None)


def test_one_link_never_hides_another() -> None:
    text = "https://a.com/x [here](https://b.com) ||c.com|| discord.gg/d https://e.com\nf.com"
    assert [link.host for link in links_in(fold(text))] == [
        *("a.com", "b.com", "c.com", "discord.gg", "e.com", "f.com")
    ]


def test_the_query_is_decoded_and_bounded() -> None:
    link = only_link("https://a.com/x?ref=me&to=https%3A%2F%2Fb.com%2Fy&ref=you&flag#end")
    assert link.query == {"ref": "me", "to": "https://b.com/y", "flag": ""}
    many = "&".join(f"p{number}x=1" for number in range(500))
    assert len(only_link(f"https://a.com/?{many}").query) == 32


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("go discord dot gg slash abc now", "discord dot gg slash abc"),
        ("go [x](https://a.com/b) now", "https://a.com/b"),
        ("Größe: hxxp://a[.]com!", "hxxp://a[.]com"),
    ],
)
def test_a_link_has_its_place_in_the_original(text: str, original: str) -> None:
    assert text[slice(*only_link(text).span)] == original


ODD_PARTS = ["https://", "a", ".com", "/", "?", "&", "=", "#", "@", ":", "[", "]", "(", ")", "%2f"]
ODD_PARTS += ["xn--", "\ud800", "é", "ѕ", " ", "\n", ".", "..", "\\", "|", "<", ">", "1", "é.de"]


@given(st.lists(st.sampled_from(ODD_PARTS), max_size=20).map("".join))
def test_no_address_is_too_odd(text: str) -> None:
    for link in links_in(fold(text)):
        assert 0 <= link.span[0] < link.span[1] <= len(text)
        assert link.host.endswith(link.domain)
