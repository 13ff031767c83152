"""Rules that need themselves. OPA refuses them when it compiles; the embedded engine would die of them."""

from __future__ import annotations

from collections.abc import Iterator

Rule = tuple[str, str]
"""Package and name."""
Uses = dict[Rule, tuple[str, int, set[Rule]]]
"""Rule -> file, line, and the rules it reads or calls."""


def cycles(uses: Uses) -> Iterator[tuple[str, int, str, str]]:
    """File, line, name and the way round, once for each cycle. Iterative: a hostile module may nest without end."""
    done: set[Rule] = set()
    for start in uses:
        if start in done:
            continue
        way: list[Rule] = [start]
        open_ones = [iter(sorted(uses[start][2]))]
        while way:
            following = next(open_ones[-1], None)
            if following is None:
                done.add(way.pop())
                open_ones.pop()
            elif following in way:
                file, line, _ = uses[following]
                names = [rule for _, rule in [*way[way.index(following) :], following]]
                yield file, line, following[1], " -> ".join(names)
            elif following in uses and following not in done:
                way.append(following)
                open_ones.append(iter(sorted(uses[following][2])))
