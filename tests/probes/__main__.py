"""Print how many probes each method reads rightly, field by field; ``--write`` marks them in the table.

Usage: ``python -m tests.probes [--write] [--wrong]``; ``--wrong`` lists what is read wrongly, row by row.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.config import METHODS
from tests.probes.judging import FIELDS, extra, judge
from tests.probes.reading import read_sentence
from tests.probes.table import Probe, load, of_sentence, write

Judgement = Mapping[str, bool]


def main() -> None:
    """Read all probes by every method."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="mark in the table which methods read a row rightly")
    parser.add_argument("--wrong", action="store_true", help="list what is read wrongly")
    options = parser.parse_args()
    probes = load()
    judged: dict[str, dict[Probe, Judgement]] = {}
    for method in METHODS:
        judged[method] = {one: judge(one, probes, read_sentence(one.sentence, method)) for one in probes if one.asked}
        _print_shares(method, judged[method], probes)
        _print_news(method, judged[method])
        if options.wrong:
            _print_wrong(method, judged[method])
    if options.write:
        write([_marked(probe, judged) for probe in probes])


def _marked(probe: Probe, judged: Mapping[str, Mapping[Probe, Judgement]]) -> Probe:
    """Mark a row anew with the methods that read it rightly."""
    if not probe.asked:
        return probe
    reads = [one for one in sorted(METHODS) if all(judged[one][probe].values())]
    return replace(probe, reads="|".join(reads) or "none")


def _print_shares(method: str, judged: Mapping[Probe, Judgement], probes: Sequence[Probe]) -> None:
    right = Counter(field for fields in judged.values() for field, good in fields.items() if good)
    asked = Counter(field for fields in judged.values() for field in fields)
    found = Counter(field for fields in judged.values() if fields["trigger"] for field in fields)
    print(f"{method}: {'field':12}{'right':>6}{'of':>6}{'share':>7}{'of found':>10}")
    for field in FIELDS:
        share, of_found = right[field] / asked[field], right[field] / max(1, found[field])
        print(f"{'':{len(method) + 2}}{field:12}{right[field]:6}{asked[field]:6}{share:7.2f}{of_found:10.2f}")
    whole = Counter(probe.group for probe, fields in judged.items() if all(fields.values()))
    rows = Counter(probe.group for probe in judged)
    print(f"  whole rows right: {whole.total()} of {rows.total()} ({whole.total() / rows.total():.2f}):", end=" ")
    print(", ".join(f"{group} {whole[group]}/{rows[group]}" for group in rows))
    sentences = dict.fromkeys(probe.sentence for probe in probes)
    false = sum(len(extra(of_sentence(probes, one), read_sentence(one, method))) for one in sentences)
    print(f"  mentions that no row expects or allows: {false} in {len(sentences)} sentences")


def _print_news(method: str, judged: Mapping[Probe, Judgement]) -> None:
    """Say which rows are read rightly and not marked so."""
    for probe, fields in judged.items():
        if all(fields.values()) and not probe.read_by(method):
            print(f"  newly right: {probe.name}")


def _print_wrong(method: str, judged: Mapping[Probe, Judgement]) -> None:
    for probe, fields in judged.items():
        wrong = [field for field, good in fields.items() if not good]
        if wrong:
            print(f"  {method} wrong: {'trigger' if 'trigger' in wrong else ' '.join(wrong)}: {probe.name}")


if __name__ == "__main__":
    main()
