"""Lists of sites, and which of them knows a link."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.moderation.links import Link

UNLISTED, ALLOWED = "unlisted", "allowed"
"""The list of whatever is on no list, and the one of what the community allows."""


@dataclass(frozen=True, slots=True)
class SiteList:
    """Sites that mean the same.

    A site is a host with what may follow: `example.org`, `example.org/shop`, `example.org/*/shop`
    (any one step), `example.org/+` (something must follow). Subdomains belong to it. `parameters`
    are names in a query, alone or as `name=beginning`, and `steps` are steps of a path that mean
    the same on any site that is not allowed.
    """

    sites: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Site:
    name: str
    path: tuple[str, ...]

    def exactness(self, path: Sequence[str]) -> int:
        """How exactly it describes a path, -1 if not at all."""
        if len(self.path) > len(path):
            return -1
        exact = 0
        for wanted, step in zip(self.path, path, strict=False):
            if wanted not in ("*", step):
                return -1
            exact += 1 if wanted == "*" else 2
        return exact


@dataclass(frozen=True, slots=True)
class Sites:
    """All lists, ready to be asked. The most exact site decides, so no list hides another."""

    lists: Mapping[str, SiteList]
    _hosts: dict[str, list[_Site]] = field(default_factory=dict, init=False)
    _parameters: dict[str, list[tuple[str, str]]] = field(default_factory=dict, init=False)
    _steps: dict[str, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Order the lists by host, by parameter and by step."""
        for name, one in self.lists.items():
            for site in one.sites:
                host, *path = site.split("/")
                steps = tuple("*" if step == "+" else step for step in path)
                self._hosts.setdefault(host, []).append(_Site(name, steps))
            for parameter in one.parameters:
                key, _, beginning = parameter.partition("=")
                self._parameters.setdefault(key, []).append((name, beginning))
            self._steps.update(dict.fromkeys(one.steps, name))

    def list_of(self, link: Link, allowed: Iterable[str] = ()) -> str:
        """The name of the list that knows a link; `allowed` are registered domains besides.

        Those go before every list: whoever runs a community knows what it links to.
        """
        if link.domain in allowed:
            return ALLOWED
        path = [step for step in link.path.lower().split("/") if step]
        known = self._known(link.host, path)
        if known == ALLOWED:
            return known
        return self._by_query(link) or known or self._by_step(path) or UNLISTED

    def _known(self, host: str, path: Sequence[str]) -> str:
        labels = host.split(".")
        for first in range(len(labels) - 1):
            best = max(
                ((site.exactness(path), site.name) for site in self._hosts_at(labels, first)),
                default=(-1, ""),
                key=lambda one: one[0],
            )
            if best[0] >= 0:
                return best[1]
        return ""

    def _hosts_at(self, labels: Sequence[str], first: int) -> Sequence[_Site]:
        return self._hosts.get(".".join(labels[first:]), ())

    def _by_query(self, link: Link) -> str:
        for key, value in link.query.items():
            for name, beginning in self._parameters.get(key.lower(), ()):
                if value.lower().startswith(beginning):
                    return name
        return ""

    def _by_step(self, path: Sequence[str]) -> str:
        return next((self._steps[step] for step in path if step in self._steps), "")
