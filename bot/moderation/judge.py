"""The judgement: signals are weighed, the sum decides, and every weight can be told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.moderation.facts import Facts
from bot.moderation.rules import Action, Fact, Rule, Rules, SignalRule
from bot.moderation.signals import Look, Signal, Span, asked_for, look

_NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a message, under which rule, and why.

    `score` is the sum of the weights of `signals`; without any, nothing was found.
    """

    action: Action
    rule: str
    score: int
    signals: tuple[Signal, ...]


_NOTHING = Decision(Action.ALLOW, "", 0, ())


def judge(facts: Facts, rules: Rules) -> Decision:
    """Judge one message. Never raises for what is in it."""
    for signal in _decided(facts, rules):
        return Decision(signal.decides or Action.ALLOW, signal.rule, 0, (_signal(signal),))
    looks = [look(part.text, rules, facts.allowed_domains) for part in facts.parts]
    if not any(looks) and not facts.unread:
        return _NOTHING
    signals = _Signals(rules)
    for number, one in enumerate(looks):
        if one is not None:
            signals.take(number, one)
    signals.take_context(facts, looks)
    signals.take_together()
    decisions = [_decide(rule, signals.of(rule), rules) for rule in rules.rules.values()]
    return max(decisions, key=lambda one: (one.action.strength, one.score))


def _decided(facts: Facts, rules: Rules) -> Iterator[SignalRule]:
    if facts.exempt:
        yield from rules.seen_by(Fact.EXEMPT)
    if facts.author.is_staff:
        yield from rules.seen_by(Fact.STAFF)


def _signal(rule: SignalRule, number: int = 0, span: Span = _NOWHERE) -> Signal:
    return Signal(rule.name, number, span, rule.weight, rule.sentence)


class _Signals:
    """The signals of one message, each once, so that repeating adds nothing."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._found: dict[str, Signal] = {}
        self._sentences: dict[str, tuple[int, int]] = {}

    def take(self, number: int, seen: Look) -> None:
        """Take what one text shows."""
        for name, sentence in seen.sentences.items():
            self._sentences.setdefault(name, (number, sentence))
        for name, span in seen.said.items():
            self._add(self._rules.signals[name], number, span)
        if seen.around < self._rules.measures.words_around:
            for name, span in seen.quoted.items():
                self._add(self._rules.signals[name], number, span)
        elif seen.quoted:
            self._take_quoted(number, seen.quoted)
        if seen.disguises:
            self._take_disguises(number, seen.disguises)

    def _take_disguises(self, number: int, disguises: frozenset[str]) -> None:
        """Take disguise as a signal where something was hidden, at the first words that were."""
        here = [one for one in self._found.values() if one.part == number and one.weight > 0]
        if not here:
            return
        first = min(here, key=lambda one: (not self._is_said(one), one.span))
        for rule in self._rules.hiding:
            if not disguises.isdisjoint(rule.disguises):
                self._add(rule, number, first.span)

    def _take_quoted(self, number: int, quoted: Mapping[str, Span]) -> None:
        """Take quoted signals, and for each rule one that weighs as much for the author."""
        for mark in self._rules.seen_by(Fact.QUOTED):
            weight, spans = 0, []
            for name, span in quoted.items():
                rule = self._rules.signals[name]
                if rule.rule == mark.rule and name not in self._found:
                    self._add(rule, number, span)
                    weight += rule.weight
                    spans.append(span)
            if weight > 0:
                found = Signal(mark.name, number, spans[0], -weight, mark.sentence)
                self._found.setdefault(mark.name, found)

    def take_context(self, facts: Facts, looks: Sequence[Look | None]) -> None:
        """Take what is known besides the words."""
        for fact, number, span in _context(facts, looks, self._rules):
            for rule in self._rules.seen_by(fact):
                self._add(rule, number, span)
        if facts.reply_to and self._found:
            for rule in asked_for(facts.reply_to, self._rules):
                self._add(rule, 0, _NOWHERE)

    def take_together(self) -> None:
        """Take what follows from signals that stand together, in the order of the rules."""
        for rule in self._rules.following:
            groups = [
                [self._found[n] for n in group if n in self._found] for group in rule.together
            ]
            if all(groups):
                first = groups[0][0]
                self._add(rule, first.part, first.span)

    def of(self, rule: Rule) -> tuple[Signal, ...]:
        """The signals of one rule that count, the heaviest first.

        The same words count once against a message, as the heaviest thing they say.
        """
        counted: list[Signal] = []
        said: list[Signal] = []
        mine = [one for one in self._found.values() if self._rule_of(one).rule == rule.name]
        for one in sorted(mine, key=lambda signal: -signal.weight):
            if not self._counts(one):
                continue
            if not self._is_said(one):
                counted.append(one)
            elif not any(_overlap(one, other) for other in said):
                counted.append(one)
                said.append(one)
        return tuple(self._as_placed(one, counted) for one in counted)

    def _counts(self, signal: Signal) -> bool:
        """Whether a signal counts for itself, and not only for those it stands together with."""
        rule = self._rule_of(signal)
        by_itself = signal.weight != 0 or not rule.phrases
        return by_itself and rule.without.isdisjoint(self._found)

    def _as_placed(self, signal: Signal, counted: Sequence[Signal]) -> Signal:
        """A signal with what it weighs where it stands.

        A question next to a pitch does not make the pitch one: what speaks for the author may
        weigh less than usual unless it stands where the words against the message do.
        """
        elsewhere = self._rule_of(signal).elsewhere
        if elsewhere is None or any(self._beside(signal, one) for one in counted):
            return signal
        return replace(signal, weight=elsewhere)

    def _beside(self, signal: Signal, against: Signal) -> bool:
        """Whether a signal stands in the sentence of one against the message, or next to its link.

        Links often follow the sentence that is about them.
        """
        here, there = (self._sentences.get(one.name) for one in (signal, against))
        if against.weight <= 0 or here is None or there is None or here[0] != there[0]:
            return False
        return abs(here[1] - there[1]) <= (1 if self._rule_of(against).links else 0)

    def _rule_of(self, signal: Signal) -> SignalRule:
        return self._rules.signals[signal.name]

    def _is_said(self, signal: Signal) -> bool:
        return signal.weight > 0 and bool(self._rule_of(signal).phrases)

    def _add(self, rule: SignalRule, number: int, span: Span) -> None:
        self._found.setdefault(rule.name, _signal(rule, number, span))


def _overlap(one: Signal, other: Signal) -> bool:
    return one.part == other.part and one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _context(
    facts: Facts, looks: Sequence[Look | None], rules: Rules
) -> Iterator[tuple[Fact, int, Span]]:
    measures = rules.measures
    if facts.unread:
        yield Fact.UNREAD, 0, _NOWHERE
    for number, seen in enumerate(looks):
        if seen is not None and seen.flood is not None:
            yield Fact.FLOOD_OF_LINKS, number, seen.flood
        if seen is not None and seen.link is not None:
            if facts.author.is_new:
                yield Fact.NEW_WITH_LINK, number, seen.link
            if seen.words <= measures.words_with_link:
                yield Fact.LINKS_ONLY, number, seen.link
    same = {
        one.channel
        for one in facts.recent
        if one.key == facts.key and one.channel != facts.channel and one.age <= measures.same_within
    }
    if facts.key and len(same) >= measures.same_channels:
        yield Fact.SAME_ELSEWHERE, 0, _NOWHERE
    if sum(one.age <= measures.burst_within for one in facts.recent) >= measures.burst_posts:
        yield Fact.BURST, 0, _NOWHERE


def _decide(rule: Rule, signals: Sequence[Signal], rules: Rules) -> Decision:
    if not any(rules.signals[one.name].leads for one in signals):
        signals = [one for one in signals if not rules.signals[one.name].only_adds]
    score = sum(one.weight for one in signals)
    kinds = [rules.signals[one.name] for one in signals]
    action = Action.ALLOW
    if score >= rule.review:
        action = Action.REVIEW
    if score >= rule.remove:
        action = _held_down(kinds)
    action = _strongest([action, *(one.at_least for one in kinds if one.at_least)])
    against = any(one.weight > 0 for one in signals)
    told = tuple(signals) if against or action is not Action.ALLOW else ()
    return Decision(action, rule.name, score if told else 0, told)


def _held_down(kinds: Iterable[SignalRule]) -> Action:
    """Removal, unless every signal against the message says it should be less."""
    most = [one.at_most or Action.REMOVE for one in kinds if one.weight > 0]
    return _strongest(most)


def _strongest(actions: Sequence[Action]) -> Action:
    return max(actions, key=lambda action: action.strength)
