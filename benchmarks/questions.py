"""How long every question takes on a large case: median and 95th percentile of each, and the
median of the processor time, which a busy machine does not blur.

    python -m benchmarks.questions CASE [--runs 7] [--floor 200]

CASE is one made by ``benchmarks/scale.py``, or any other. Names, outlets, words and articles are
drawn from the case: frequent, middling and rare ones, so that neither the cache nor one lucky
value decides. Exit code 1 if a question's median is over the floor (milliseconds).
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

import apsw

from onrecord.ask.articles import articles
from onrecord.ask.changes import changes
from onrecord.ask.claims.answers import claim, claims
from onrecord.ask.claims.boards import disputes, forecasts, reversals
from onrecord.ask.errors import NotFoundError
from onrecord.ask.history import judgements
from onrecord.ask.search import search
from onrecord.ask.show import show
from onrecord.ask.sources import sources
from onrecord.ask.statements import Filters, statements
from onrecord.ask.stats import stats
from onrecord.ask.timeline import timeline
from onrecord.ask.who import who
from onrecord.store.case import open_case

Question = tuple[str, Callable[[], object]]
Times = tuple[float, float]
SHARES = (0.001, 0.02, 0.3)


def column(db: apsw.Connection, sql: str, *values: str | int) -> list[str]:
    """The first column of a query's rows."""
    return [str(row[0]) for row in db.execute(sql, values)]


def drawn(values: list[str]) -> list[str]:
    """A frequent, a middling and a rare value of a list that runs from frequent to rare."""
    return [values[int(len(values) * share)] for share in SHARES] if values else []


def speakers(db: apsw.Connection) -> list[str]:
    """Named speakers, the most quoted first."""
    sql = """SELECT speaker FROM d_source WHERE identity = 'named' AND speaker <> ''
             GROUP BY speaker ORDER BY sum(n) DESC"""
    return drawn(column(db, sql))


def words(db: apsw.Connection) -> list[str]:
    """Words of statements from a sample, the most frequent first."""
    counts: dict[str, int] = {}
    for text in column(db, "SELECT text FROM d_statement WHERE id % 997 = 0 LIMIT 2000"):
        for word in set(text.lower().split()):
            if word.isalpha():
                counts[word] = counts.get(word, 0) + 1
    return drawn(sorted(counts, key=lambda w: (-counts[w], w)))


def questions(db: apsw.Connection) -> Iterator[Question]:
    """Every question with values of this case."""
    outlets = drawn(column(db, "SELECT value FROM d_tally WHERE facet = 'outlet' ORDER BY n DESC"))
    for word in words(db):
        yield from _searches(db, word, outlets[0])
    for name in speakers(db):
        yield from _people(db, name)
    for outlet in outlets:
        yield "sources OUTLET", lambda o=outlet: sources(db, o)
        yield "statements --outlet", lambda o=outlet: statements(db, Filters(outlet=o))
    for uid in column(db, "SELECT uid FROM d_statement WHERE id % 100003 = 7 LIMIT 3"):
        yield "show", lambda u=uid: show(db, u)
    for article in column(db, "SELECT url FROM document WHERE id % 30011 = 5 LIMIT 3"):
        yield "changes URL", lambda a=article: changes(db, a)
    yield from _whole(db)


def _searches(db: apsw.Connection, word: str, outlet: str) -> Iterator[Question]:
    for name, query in {
        "search WORD": word,
        "search WORD and fields": f'{word} act:deny outlet:"{outlet}" since:2024',
        "search NOT, OR, prefix": f"({word} OR {word[:4]}*) NOT because",
        "search about": f"{word} about:{speakers(db)[1].split()[-1]}",
    }.items():
        yield name, lambda q=query: search(db, q)
    yield "search --articles", lambda: articles(db, f"{word} since:2024")
    yield "timeline WORD", lambda: timeline(db, Filters(since="2024"), query=word)


def _people(db: apsw.Connection, name: str) -> Iterator[Question]:
    yield "who", lambda: asked(db, name)
    yield "who, misspelled", lambda: asked(db, name[:-2] + "x" + name[-1])
    yield "statements --speaker", lambda: statements(db, Filters(speaker=name))
    yield "statements --speaker --act", lambda: statements(db, Filters(speaker=name, act="deny"))
    yield "statements --about", lambda: statements(db, Filters(about=name))
    yield "search speaker", lambda: search(db, f'speaker:"{name}" act:deny')
    yield "timeline --speaker", lambda: timeline(db, Filters(speaker=name))
    yield "claims --actor, 50", lambda: list(islice(claims(db, actor=name), 50))
    yield "reversals NAME", lambda: reversals(db, name)
    yield "forecasts NAME", lambda: forecasts(db, name)


def _whole(db: apsw.Connection) -> Iterator[Question]:
    yield "statements", lambda: statements(db, Filters())
    yield "statements --act", lambda: statements(db, Filters(act="deny"))
    several = Filters(act="deny", identity="anonymous", factuality="PS+", since="2023")
    yield "statements, 4 filters", lambda: statements(db, several)
    yield "statements --judged", lambda: statements(db, Filters(judged="person"))
    yield "sources", lambda: sources(db)
    yield "stats", lambda: stats(db)
    yield "changes", lambda: changes(db)
    yield "judgements", lambda: judgements(db)
    yield "timeline", lambda: timeline(db, Filters(since="2025-06", until="2025-06"))
    yield "claims, 50", lambda: list(islice(claims(db), 50))
    yield "claims --status, 50", lambda: list(islice(claims(db, status="disputed"), 50))
    yield "disputes, 50", lambda: list(islice(disputes(db), 50))
    for uid in column(db, "SELECT id FROM d_claim WHERE statements > 2 LIMIT 3"):
        yield "claim, origins", lambda u=uid: claim(db, u)


def asked(db: apsw.Connection, name: str) -> None:
    """Asks for a name. That nobody or several are called so, with names that are near, is an
    answer, too."""
    try:
        who(db, name, limit=20)
    except NotFoundError:
        return


def timed(ask: Callable[[], object]) -> Times:
    """Milliseconds by the clock and of the processor that one question takes."""
    begin, worked = perf_counter(), process_time()
    ask()
    return (perf_counter() - begin) * 1000, (process_time() - worked) * 1000


def measure(db: apsw.Connection, runs: int) -> dict[str, list[Times]]:
    """Times of every run of every question, by the question's name. The values take turns, so
    that a question is not just its own cache."""
    asked = list(questions(db))
    times: dict[str, list[Times]] = {name: [] for name, _ in asked}
    for _ in range(runs):
        for name, ask in asked:
            times[name].append(timed(ask))
    return times


def main() -> int:
    """Prints a table; the number of questions over the floor decides the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--floor", type=float, default=200.0)
    options = parser.parse_args()
    with open_case(options.case, read_only=True) as case:
        size = stats(case.db)
        print(f"documents {size.documents:,}, statements {size.statements:,}, {size.size:,} bytes")
        times = measure(case.db, options.runs)
    print(f"{'question':30} {'median ms':>10} {'95 % ms':>10} {'processor':>10} {'runs':>6}")
    medians = [report(name, found) for name, found in times.items()]
    return int(max(medians) > options.floor)


def report(name: str, times: list[Times]) -> float:
    """Prints one question's line; returns its median by the clock."""
    clock, worked = ([t[i] for t in times] for i in (0, 1))
    high = quantiles(clock, n=20)[-1] if len(clock) > 1 else clock[0]
    print(f"{name:30} {median(clock):10.1f} {high:10.1f} {median(worked):10.1f} {len(times):6}")
    return median(clock)


if __name__ == "__main__":
    sys.exit(main())
