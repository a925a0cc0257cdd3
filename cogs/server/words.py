"""How servers call the channels and roles that a setting may mean, in some languages.

The first tier of each is the most telling; two names of one tier count the same.
"""

import re
import unicodedata
from dataclasses import dataclass


def said(name: str) -> str:
    """Return the words of a name: no case, accents, emoji, fancy letters or signs between them."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(re.split(r"[\W_]+", letters)).strip()


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a name may hold, tier by tier; none of `never` may stand in it as a word.

    `topics` are what a channel's topic may hold when its name says nothing.
    """

    tiers: tuple[frozenset[str], ...]
    topics: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


def _all(*lines: str) -> frozenset[str]:
    return frozenset(said(one) for line in lines for one in line.split(","))


_NOT_THIS = _all(
    "archive, archived, archives, archiv, old, closed, test, rules, regeln, no, not, kein, keine",
    "announcements, news, voice, bot, bots, apply, application, applications, ticket, tickets",
)
_STAFFS = _all("log, logs, modlog, modlogs, mod, mods, moderator, moderators, staff, admin, admins")

BIZ_TALK = Phrases(
    tiers=(
        _all("biz talk"),
        _all(
            "business talk, biz chat, business chat, talk business, talking business",
            "music business, music biz, the business of music, music business talk",
            "musikbusiness, musikgeschäft, musik business, negocio musical, negocios musicales",
            "negócios da música, business musical, affari musicali, muziekbusiness",
        ),
        _all(
            "business, biz, music industry, industry, industry talk, industry chat, music career",
            "music careers, career, careers, career talk, freelance, freelancing, money talk",
            "geschäft, geschäftliches, musikbranche, branche, negocio, negocios, industria musical",
            "negócio, negócios, affaires, industrie musicale, affari, zaken, biznes, бизнес",
        ),
    ),
    topics=_all("music business, business of music, business talk, biz talk, music industry"),
    never=_NOT_THIS | _STAFFS,
)

_LOGS = _all(
    "mod log, mod logs, mods log, mods logs, moderator log, moderator logs, moderators log",
    "moderators logs, moderation log, moderation logs, staff log, staff logs, admin log",
    "admin logs, moderatoren log, moderations log, registro de moderación, log de moderación",
    "registro moderación, journal de modération, logs modération, log moderazione, moderatie log",
)
_OTHER_LOGS = _all("change, changelog, message, messages, join, leave, joins, leaves, welcome")
_NO_LOG = (_NOT_THIS - {"bot", "bots"}) | _OTHER_LOGS | _all("contact, ask, mail, modmail, report")

LOG = Phrases(
    tiers=(
        _LOGS,
        _all(
            "log, logs, audit log, audit logs, bot log, bot logs, server log, server logs",
            "team log, logbuch, registro, journal",
        ),
        _all(
            "mod chat, mods chat, mod talk, mod room, mod channel, mods, moderators, moderation",
            "mod only, mods only, moderator only, moderators only, staff, staff chat, staff only",
            "staff room, staff talk, admin, admins, admin chat, team intern, moderatoren",
            "moderación, moderadores, modération, modérateurs, moderatori, moderatoren chat",
        ),
    ),
    topics=_LOGS,
    never=_NO_LOG,
)
LOG_FOR_SURE = Phrases(tiers=(_LOGS,), topics=_LOGS, never=_NO_LOG)

SHOW_WORK = Phrases(
    tiers=(
        _all("show your work"),
        _all(
            "show us your work, show work, showcase, showcases, showcasing, share your work",
            "show and tell, show your music, share your music, self promo",
            "self promos, self promotion, self promotions, shameless plug, shameless plugs",
            "shameless self promo, shameless self promotion, eigenwerbung, zeigt eure arbeit",
            "zeig deine arbeit, eure musik, deine musik, autopromo, autopromoción",
            "muestra tu trabajo, tu música, vos créations, autopromotion, autopromozione",
            "i vostri lavori, divulgação, mostre seu trabalho, zelfpromotie, eigen werk",
        ),
        _all(
            "promo, promos, promote, promotion, promotions, plugs, plug, your work, your music",
            "our music, our work, member music, members music, own music, releases, new releases",
            "music share, music sharing, werbung, vorstellung eurer musik, eigene musik",
            "promoción, promociones, promozione, promoção, créations, auto promo",
        ),
    ),
    topics=_all(
        "self promo, self promotion, your own work, your own music, your own releases",
        "show your work, share your work, share your music, promote your",
    ),
    never=_NOT_THIS | _STAFFS,
)

ROLE = Phrases(
    tiers=(
        _all(
            "moderator, moderators, mod, mods, moderation, mod team, moderation team",
            "moderator team, community moderator, community moderators, server moderator",
            "moderatoren, moderatorin, moderador, moderadora, moderadores, modérateur",
            "modératrice, modérateurs, moderatore, moderatrice, moderatori, модератор, модераторы",
        ),
        _all(
            "staff, staff team, server staff, team, admin, admins, administrator, administrators",
            "equipo, équipe, organizer, organizers, organiser, organisers",
        ),
    ),
    never=_all("ex, former, retired, old, trial, log, logs, ping, pings, bot, bots, muted, no"),
)

# Only where a language leads to one zone; English, French, Spanish of the Americas, Portuguese,
# Russian and Indonesian are at home in several.
ZONES = {
    "bg": "Europe/Sofia",
    "cs": "Europe/Prague",
    "da": "Europe/Copenhagen",
    "de": "Europe/Berlin",
    "el": "Europe/Athens",
    "en-GB": "Europe/London",
    "es-ES": "Europe/Madrid",
    "fi": "Europe/Helsinki",
    "hi": "Asia/Kolkata",
    "hr": "Europe/Zagreb",
    "hu": "Europe/Budapest",
    "it": "Europe/Rome",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "lt": "Europe/Vilnius",
    "nl": "Europe/Amsterdam",
    "no": "Europe/Oslo",
    "pl": "Europe/Warsaw",
    "ro": "Europe/Bucharest",
    "sv-SE": "Europe/Stockholm",
    "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kiev",
    "vi": "Asia/Ho_Chi_Minh",
    "zh-CN": "Asia/Shanghai",
    "zh-TW": "Asia/Taipei",
}
