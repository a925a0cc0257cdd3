"""Where names on the internet end: the public suffix list, and endings that people type."""

from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

SURE_ENDINGS = frozenset(
    [
        *("com", "net", "org", "gg", "io", "fm", "tv"),
        *("ly", "app", "dev", "xyz", "biz", "info", "link"),
        *("bio", "shop", "store", "club", "site", "website", "online", "audio"),
        *("co", "de", "fr", "nl", "uk", "eu", "ca", "br", "mx", "jp", "kr", "ru", "ua", "se", "dk"),
        *("fi", "es", "ch", "ee", "ai", "gl", "tk", "cc", "ws", "pw", "bz", "gd"),
    ]
)
"""Endings that need no path to be taken for an address: neither a word nor a kind of file."""

WIDEST_ENDINGS = frozenset(["com", "net", "org"])

_FILES = frozenset(["ai", "cc", "md", "mov", "pl", "ps", "py", "rs", "sh", "so", "zip"])
"""Endings that are kinds of files as well."""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=4096)
def registered_domain(host: str) -> str:
    """Return the domain somebody registered: "a.example.co.uk" is example.co.uk's.

    Private suffixes count: "someone.github.io" is registered by someone. A host that has no such
    domain (an address in numbers, a bare suffix) is returned whole.
    """
    if host.replace(".", "").isdigit() or host.startswith("["):
        return host
    return _suffixes().privatesuffix(host) or host


@lru_cache(maxsize=4096)
def has_known_ending(host: str) -> bool:
    """Tell whether a host is a name below a public suffix that is on the list."""
    suffix = _suffixes().publicsuffix(host, accept_unknown=False)
    return suffix is not None and suffix != host and not suffix.isdigit()


def is_sure(host: str) -> bool:
    """Tell whether a host, typed with nothing before or after it, can only be an address."""
    if not has_known_ending(host):
        return False
    ending = host.rpartition(".")[2]
    if ending in _FILES:
        return False
    suffix = _suffixes().publicsuffix(host) or ending
    return ending in SURE_ENDINGS or suffix.startswith(("co.", "com.", "org.", "net."))
