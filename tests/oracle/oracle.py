"""An independent reading of the rules, to hold the product's own against.

Written from the scheme's rule book (J1, J2, J4, P2, G1-G5, A1, M1-M5) and from nothing else, and
on purpose in another style: where the product computes, this enumerates. It needs Python 3 and its
standard library.

It reads one JSON document a line and answers each with one line:

    {"edition": {…}}                      an edition's document; it holds for the lines that follow
    {"ask": "judgement", "applied": level, "may_hold": level, "marks": {reference: rating}}
    {"ask": "eligibility", "level": level, "day": day, "programmes": [{"id", "started", "holds": [[level, from, until]]}]}
    {"ask": "pricing", "initial": n, "reaccreditation": n, "large": n, "vat_per_mille": n}

An order is of so many applications of one programme each.

Levels are codes, days are `2026-01-31`, money is in minor units.
"""

import datetime
import functools
import itertools
import json
import sys
from fractions import Fraction

FAR = datetime.date(9999, 12, 31)


class Edition:
    """What an edition's document says, as far as these rules need it."""

    def __init__(self, document):
        self.levels = [l if isinstance(l, str) else l["code"] for l in document["levels"]]
        rules = document["rules"]
        self.pillars_required = rules["pillars_required_for_level"]
        self.first_at_most = self.levels.index(rules["first_award_at_most"])
        self.months_before_next = rules["months_at_level_before_next"]
        self.window_days = rules.get("renewal_window_days", 90)
        share = rules.get("best_fit_share", {"more_than": [1, 2]})
        ((word, (numerator, denominator)),) = share.items()
        self.share, self.share_itself_suffices = Fraction(numerator, denominator), word == "at_least"
        self.must_be_established = document["programme_rules"]["must_be_established_at_application"]
        self.tiers = document["prices"]["tiers"]
        self.pillars = [
            {level: [c["ref"] for c in pillar["criteria"] if c["level"] == level] for level in self.levels}
            for pillar in document["pillars"]
        ]

    def suffices(self, met, of):
        """J1: is this many of so many the share that a level wants?"""
        share = Fraction(met, of)
        return share > self.share or (self.share_itself_suffices and share == self.share)


# Judging


def judgement(edition, question):
    marks = question["marks"]
    top = min(edition.levels.index(question["applied"]), edition.levels.index(question["may_hold"]))
    asked = edition.levels[: top + 1]  # J4: nothing above this is ever an outcome

    def counts(pillar, level):
        own = pillar[level]
        return [marks.get(reference) for reference in own].count("MET"), len(own)

    def wanted(of):
        return next(n for n in range(of + 1) if edition.suffices(n, of))

    pillars = []
    for pillar in edition.pillars:
        reached = list(itertools.takewhile(lambda level: edition.suffices(*counts(pillar, level)), asked))
        pillars.append(
            {
                "level": reached[-1] if reached else None,
                "short_by": [max(0, wanted(of) - met) for met, of in (counts(pillar, level) for level in asked)],
            }
        )
    overall = None
    for level in asked:  # J2: the highest that enough pillars reach, at that level or above it
        at_or_above = [p for p in pillars if p["level"] in edition.levels[edition.levels.index(level) :]]
        if len(at_or_above) >= edition.pillars_required:
            overall = level
    return {"pillars": pillars, "overall": overall}


# Eligibility


def months_later(day, months):
    """G5: the same day of the month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return datetime.date(year, month + 1, last)
            except ValueError:
                pass
    raise AssertionError(day)


def runs(holds, level):
    """The stretches of time in which a level was held without a gap, as (first day, first day after)."""
    stretches = []
    for _, start, end in sorted(h for h in holds if h[0] == level and h[1] < h[2]):
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches


def in_the_way(edition, wanted, day, programme):
    """The rules in the way of one programme on a day."""
    holds, found = programme["holds"], set()
    if edition.must_be_established and programme["started"] > day:
        found.add("P2")
    held = [h for h in holds if h[1] <= day < h[2]]
    if not held:
        # G1: a first award, or one after a lapse (G3), is at the lowest level.
        return found | ({"G1"} if wanted > edition.first_at_most else set())
    highest = max(h[0] for h in held)
    if highest >= wanted:
        # G3: the level now held, from so many days before its expiry.
        expiry = next(end for start, end in runs(holds, highest) if start <= day < end)
        opens = expiry - datetime.timedelta(days=edition.window_days)
        if highest > wanted or day < opens:
            found.add("G3")
        return found
    # G2: the level below, in force, held without a gap for so many months.
    since = [start for start, end in runs(holds, wanted - 1) if start <= day < end]
    if not since or months_later(since[0], edition.months_before_next) > day:
        found.add("G2")
    return found


def eligibility(edition, question):
    wanted, today = edition.levels.index(question["level"]), datetime.date.fromisoformat(question["day"])
    programmes = [
        {
            "id": p["id"],
            "started": datetime.date.fromisoformat(p["started"]),
            "holds": [
                (edition.levels.index(level), datetime.date.fromisoformat(start), datetime.date.fromisoformat(end))
                for level, start, end in p["holds"]
            ],
        }
        for p in question["programmes"]
    ]

    def answer_on(day):
        return {p["id"]: in_the_way(edition, wanted, day, p) for p in programmes}

    # Answers change only on these days, so one of them is the first on which it is yes.
    days = {today}
    for p in programmes:
        days.add(p["started"])
        for level, start, end in p["holds"]:
            days.update((start, end, months_later(start, edition.months_before_next)))
            days.add(end - datetime.timedelta(days=edition.window_days))
    first = next((d for d in sorted(days) if d >= today and not any(answer_on(d).values())), None)

    now = answer_on(today)
    reasons = {}
    for programme, rules in now.items():
        for rule in rules:
            reasons.setdefault(rule, []).append(programme)
    # Reaccreditation is of the level now held, which is the highest in force.
    renews = all(
        max((h[0] for h in p["holds"] if h[1] <= today < h[2]), default=None) == wanted for p in programmes
    )
    return {
        "kind": "REACCREDITATION" if renews else "INITIAL",
        "reasons": {rule: sorted(names) for rule, names in sorted(reasons.items())},
        "first_day": first.isoformat() if first else None,
    }


# Pricing


def of_list(tiers, kind, count):
    """M1: what one order of so many of one kind costs, and nothing where the list ends."""
    if count == 0:
        return 0
    return next((t[kind] for t in tiers if count <= t["max_programmes"]), None)


@functools.lru_cache(maxsize=None)
def least_cost(steps, count):
    """M5: the least that any way of splitting a count into orders costs.

    Every way is some number of orders out of each step of the list; such numbers can hold the count
    when it lies between the fewest and the most programmes that they may have together.
    """
    if count == 0:
        return 0

    def ways(left, fewest_used, most_used):
        if not left:
            if fewest_used <= count <= most_used:
                yield 0
            return
        (fewest, most, price), *rest = left
        for number in range((count - fewest_used) // fewest + 1):
            for cost in ways(rest, fewest_used + number * fewest, most_used + number * most):
                yield cost + number * price

    return min(ways(list(steps), 0, 0))


def pricing(edition, question):
    counts = {kind: question[kind] for kind in ("initial", "reaccreditation")}
    beyond = sum(counts.values()) > edition.tiers[-1]["max_programmes"]
    if beyond or question["large"] > 0:  # M3
        return {"tailored": True}
    lines = [[kind, n, of_list(edition.tiers, kind, n)] for kind, n in counts.items() if n]  # M4
    net = sum(price for _, _, price in lines)

    def with_vat(amount):  # M2, half up
        return int(Fraction(amount * question["vat_per_mille"], 1000) + Fraction(1, 2))

    best = 0
    for kind, n in counts.items():
        fewest, steps = 1, []
        for tier in edition.tiers:
            steps.append((fewest, tier["max_programmes"], tier[kind]))
            fewest = tier["max_programmes"] + 1
        best += least_cost(tuple(steps), n)
    return {
        "tailored": False,
        "lines": lines,
        "net": net,
        "vat": with_vat(net),
        "total": net + with_vat(net),
        "cheapest_split": best if best < net else None,
    }


def main():
    edition, asked = None, {"judgement": judgement, "eligibility": eligibility, "pricing": pricing}
    for line in sys.stdin:
        question = json.loads(line)
        if "edition" in question:
            edition = Edition(question["edition"])
            least_cost.cache_clear()
            continue
        answer = asked[question["ask"]](edition, question)
        print(json.dumps(answer, sort_keys=True), flush=True)


if __name__ == "__main__":
    main()
