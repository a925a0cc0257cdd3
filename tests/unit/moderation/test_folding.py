"""What people read is what is judged: every disguise undone, ordinary writing left in peace."""

# ruff: noqa: RUF001 - letters that look alike are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.folding import _fold_thoroughly, fold

SOFT_HYPHEN, ZERO_WIDTH, JOINER, SWITCHED_LEFT = "\u00ad", "\u200b", "\u200d", "\u202e"
TAGS = "\U000e0064\U000e006d"

UNDONE = [
    ("d m  m e  f o r  m i x e s", "dm me for mixes", "spaced"),
    ("b-e-a-t-s for sale", "beats for sale", "spaced"),
    ("m.i.x.i.n.g", "mixing", "spaced"),
    ("п и ш и мне", "пиши мне", "spaced"),
    ("s0undcl0ud", "soundcloud", "leet"),
    ("fr33 b34ts m1x3s", "free beats mixes", "leet"),
    ("𝗠𝗶𝘅 and 𝓶𝓪𝓼𝓽𝓮𝓻", "mix and master", "styled"),
    ("ｄｍ me", "dm me", "styled"),
    ("Ⓓⓜ me", "dm me", "styled"),
    ("ᴅᴍ ᴍᴇ ꜰᴏʀ ᴍɪxᴇs", "dm me for mixes", "lookalikes"),
    ("dмme", "dmme", "lookalikes"),
    ("ѕоundсlоud", "soundcloud", "lookalikes"),
    ("рау me now", "pay me now", "lookalikes"),
    ("ʇɐǝs", "taes", "lookalikes"),
    ("🇩 🇲 me", "dm me", "emoji letters"),
    ("🅳🅼 me", "dm me", "emoji letters"),
    (f"dis{SOFT_HYPHEN}cord", "discord", "invisible"),
    (f"d{ZERO_WIDTH}m m{JOINER}e", "dm me", "invisible"),
    (f"dm{TAGS} me", "dm me", "invisible"),
    (f"{SWITCHED_LEFT}dm me", "dm me", "invisible"),
    ("d̶m̶ m̷e̷", "dm me", "marks"),
    ("d̸̢̛͓m̴͔̑ me", "dm me", "marks"),
    ("sssubbbbscribe", "subscribe", "stretched"),
    ("fffollllow", "follow", "stretched"),
    ("discord . gg / abc", "discord.gg/abc", "spelled address"),
    ("discord dot gg slash abc", "discord.gg/abc", "spelled address"),
    ("discord dot com slash invite slash abc", "discord.com/invite/abc", "spelled address"),
    ("soundcloud (dot) com / x", "soundcloud.com/x", "spelled address"),
    ("artist dot bandcamp dot com", "artist.bandcamp.com", "spelled address"),
    ("discord{.}gg/x", "discord.gg/x", "spelled address"),
    ("hxxps://evil[.]com/x", "https://evil.com/x", "spelled address"),
    ("hxxp[://]evil[.]com", "http://evil.com", "spelled address"),
    ("marketglory . com/x", "marketglory.com/x", "spelled address"),
    ("https://disc\nord.gg/abc", "https://discord.gg/abc", "broken address"),
    ("https://\nevil.com", "https://evil.com", "broken address"),
    ("%68%74%74%70://evil.com", "http://evil.com", "percent"),
    ("discord.gg/%2561%2562c", "discord.gg/abc", "percent"),
    ("[hear it here](https://a.com/x)", "hear it here https://a.com/x ", "mask"),
    ('[a b](<https://a.com/x> "hi") and', 'a b https://a.com/x "hi" and', "mask"),
    ("[https://a.com](https://b.com)", "https://a.com https://b.com ", "mask"),
    ("disc||ord.gg||/x", "discord.gg/x", "spoiler"),
    ("||dm me||", "dm me", "spoiler"),
    ("`dm` me", "dm me", "code"),
    ("```py\ndm me\n```", "dm me\n", "code"),
    ("d**m** me", "dm me", "emphasis"),
    ("so*und*cloud", "soundcloud", "emphasis"),
    (r"discord\.gg/x", "discord.gg/x", "escape"),
    (r"https\://a.com", "https://a.com", "escape"),
]

INNOCENT = [
    ("a b c d chord chart", "a b c d chord chart"),
    ("- a\n- b\n- c\n1. x\n2. y", "- a\n- b\n- c\n1. x\n2. y"),
    ("T_T o_o", "t_t o_o"),
    ("at 5 p.m. I am in L.A. today", "at 5 pm i am in la today"),
    ("muito bom. Com isso", "muito bom. com isso"),
    ("how r u a fan", "how r u a fan"),
    ("x y z", "x y z"),
    ("808s, C4 and G5", "808s, c4 and g5"),
    ("L8r, SM7B, la3a, mp3, ps4, 24bit, 4k", "l8r, sm7b, la3a, mp3, ps4, 24bit, 4k"),
    ("beats4sale", "beats4sale"),
    ("sooooo good", "so good"),
    ("freeeee beatsss, cooool", "free beats, cool"),
    ("D.M. me", "dm me"),
    ("e.g. this", "eg this"),
    ("the U.S.A. and i.e. that", "the usa and ie that"),
    ("paid $50, A$AP", "paid $50, a$ap"),
    ("50%50 split at 20%", "50%50 split at 20%"),
    ("https://a.com/a%20b%2Fc%C3%A9", "https://a.com/a%20b/cé"),
    ("nice match. gg all", "nice match. gg all"),
    ("we use .net at work . ok", "we use .net at work . ok"),
    ("a .com domain and the dot com bubble", "a .com domain and the dot com bubble"),
    ("soundcloud.com / bandcamp.com", "soundcloud.com / bandcamp.com"),
    ("https://evil.com\nthanks", "https://evil.com\nthanks"),
    ("snake_case and 2*3", "snake_case and 2*3"),
    ("[x] done, [y](see below)", "[x] done, [y](see below)"),
    ("name@example.com", "name@example.com"),
    ("the word привет", "the word привет"),
    ("3 . 5 or 1 / 2", "3 . 5 or 1 / 2"),
    ("two  spaces\n\n\nand lines", "two spaces\nand lines"),
]

ORDINARY = [
    "<@123456789012345678> hi <:pepe_smile:1234567> <t:1618953630:R> </mix check:42>",
    "KSM44A, TLM103, U87ai, LA-2A, 1176LN, SP-404, TR-808, C414 XLS, SM57s, h264, win11",
    "5.1.2 mix, 24-bit, 44.1kHz, -14 LUFS, +3 dB at 4:1, US$50, verse V C V C B C, i - v - vi",
    "A/B testing, R&B, L/R, w/o, n/a, J. R. R. Tolkien, a.k.a. him, C:\\Users\\me, foo_bar.wav",
    "xD :D <3 ^^ >:( -_- ¯\\_(ツ)_/¯ (╯°□°)╯︵ ┻━┻, lol!!! hahahaaa hmmmm",
    "I've been mixing for 3 years: what do you charge? It's about $50/hour, isn't it...",
    "Größe über Straße, schöne Grüße aus Köln – das wär’s für heute!",
    "Ça va? J’ai déjà enregistré l’été dernier à la forêt, c’est où « le studio » ?",
    "¿Cuánto cobráis por canción? Mañana por la mañana, señor 🎸",
    "Zażółć gęślą jaźń, czy ktoś zna dobry mikrofon pojemnościowy?",
    "İstanbul'da iyi bir stüdyo ışığı, çok güzel şarkı söylüyor",
    "Καλημέρα, πόσο κοστίζει ένα μικρόφωνο; Ευχαριστώ πολύ",
    "Привет! Сколько стоит сведение одной песни? Ищу микрофон и ещё йогурт",
    "У меня канал на Discordе, работаю в YouTubeе",
    "こんにちは、このマイクはどうですか？ＤＴＭを始めました。ﾊﾝｶｸ",
    "مرحبا، كم سعر تسجيل أغنية واحدة؟ شكراً جزيلاً لكم می‌خواهم",
    "שלום, כמה עולה להקליט שיר? וDiscord גם, תודה רבה עִבְרִית",
    "สวัสดีครับ ไมโครโฟนตัวนี้ดีไหมครับ น้ำผึ้ง",
    "नमस्ते, यह माइक्रोफ़ोन कैसा है? धन्यवाद, क्षत्रिय",
    "Xin chào, bạn có thể thẳng thắn về giá không? Cảm ơn những người đã giúp",
    "안녕하세요, 믹싱 비용이 얼마인가요?",
    "你好，混音一首歌多少钱？",
    "❤️ 1️⃣2️⃣ 👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇩🇪🇫🇷 🅰️ 🆗 👍🏽 ☕️ ✌️yes™️",
    "Δν in μs, 3σ, λx, kΩ, β-test",
    "½ of it, x² + y², 1ˢᵗ take, № 5, 20°C, ﬁne…",
    "https://müller.de/straße and https://example.com/?q=a%20b",
    "naïve café résumé señor Zoë façade coöperate",
]


@pytest.mark.parametrize(("text", "read", "disguise"), UNDONE, ids=[case[0] for case in UNDONE])
def test_a_disguise_is_undone_and_named(text: str, read: str, disguise: str) -> None:
    folded = fold(text)
    assert folded.text == read
    assert disguise in folded.disguises


@pytest.mark.parametrize(("text", "read"), INNOCENT, ids=[case[0] for case in INNOCENT])
def test_what_only_looks_like_disguise_is_none(text: str, read: str) -> None:
    folded = fold(text)
    assert folded.text == read
    assert folded.disguises == frozenset()


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_writing_of_any_language_is_not_disguised(text: str) -> None:
    assert fold(text).disguises == frozenset()


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("please d m  m e now", "dm", "d m"),
        ("please d m  m e now", "me", "m e"),
        ("Größe ＤＭ", "dm", "ＤＭ"),
        (f"dis{ZERO_WIDTH}cord", "discord", f"dis{ZERO_WIDTH}cord"),
        ("go to discord dot gg slash abc now", "discord.gg", "discord dot gg"),
        ("yes fr33 b34ts", "beats", "b34ts"),
        ("a/%2568i", "hi", "%2568i"),
        ("look 🆓 beats", "free", "🆓"),
        ("x [hear](https://a.com/x) y", "hear", "hear"),
        ("x [hear](https://a.com/x) y", "https://a.com/x", "https://a.com/x"),
        ("is it freeeee?", "free", "freeeee"),
        ("d||m|| me", "dm", "d||m"),
    ],
)
def test_every_word_leads_back_to_the_original(text: str, word: str, original: str) -> None:
    folded = fold(text)
    start = folded.text.index(word)
    assert text[slice(*folded.span(start, start + len(word)))] == original


def test_nothing_has_an_empty_place() -> None:
    folded = fold("DM me")
    assert folded.span(2, 2) == (2, 2)
    assert folded.span(5, 5) == (5, 5)
    assert fold("").span(0, 0) == (0, 0)


def test_letters_set_apart_all_alike_are_parted_into_known_words() -> None:
    words = frozenset(["dm", "me", "for", "form", "mixes", "ixes"])
    folded = fold("D M M E F O R M I X E S please", words)
    assert folded.text == "dm me for mixes please"
    assert folded.span(0, 5) == (0, 7)
    assert fold("D M M E F O R Z", words).text == "dmmeforz"
    assert fold("D M M E F O R M I X E S").text == "dmmeformixes"


def test_flags_are_letters_but_words_of_their_own() -> None:
    assert fold("from🇩🇪today").text == "from de today"


PIECES = st.sampled_from(
    [
        *("d", "m", "me", "mix", " ", "  ", "\n", "."),
        *("/", "dot", "slash", "(dot)", "[.]", "com", "gg"),
        *("discord", "https://", "hxxps://", "://", "%68", "%25"),
        *("%d0%bc", "%ff", "[", "]", "(", ")"),
        *("](", "](https://a.com", "||", "`", "```", "*", "**"),
        *("~~", "_", "\\", "<", ">", '"', "0"),
        *("1", "3", "4", "33", "@", "$", "!", ZERO_WIDTH, JOINER, "\ufe0f", SWITCHED_LEFT, TAGS),
        *("\u0336", "\u0301", "é", "м", "а", "ο", "ß", "İ"),
        *("ı", "𝗠", "ｄ", "🅳", "🇩", "🇪", "ᴍ", "。"),
        *("ooo", "www.", "xn--", "\ud800", "\x00", "\r\n", "\t", "ش", "は", "🎵", "—", "½"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


@given(TEXTS)
def test_every_character_has_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    places = list(zip(folded.starts, folded.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)


@given(TEXTS)
def test_folding_again_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.lists(PIECES.filter(str.isascii), max_size=12).map("".join))
def test_the_short_way_for_plain_text_leads_to_the_same(text: str) -> None:
    short, thorough = fold(text), _fold_thoroughly(text)
    assert (short.text, short.disguises) == (thorough.text, thorough.disguises)
    assert list(short.starts) == list(thorough.starts)
    assert list(short.ends) == list(thorough.ends)
