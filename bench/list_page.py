"""The list page of 50 children, as the city clerk, against an empty page behind the same middleware and sign-in.

Run: XIANGBAN_HOME=var .venv/bin/python -m bench.list_page [--rounds 5] [--seconds 5] [--pages 10000]
"""

import argparse
import re
from statistics import median

from bench.serving import Load, cookie_of, fetch, load, memory_mib, server

EMPTY, LIST = "/bench/empty/", "/children/"


def main() -> None:
    options = _options()
    cookie = cookie_of("city_clerk")
    with server() as process:
        rows = _rows(cookie)
        pairs = [_pair(cookie, options.seconds) for _ in range(options.rounds + 1)][1:]  # the first warms up
        _say(pairs, rows)
        served = 0
        while served < options.pages:
            served += int(load(LIST, cookie, options.seconds).rate * options.seconds)
        print(f"worker after {served} more pages: {memory_mib(process):.0f} MiB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=0)
    return parser.parse_args()


def _rows(cookie: str) -> int:
    status, body = fetch(LIST, cookie)
    rows = len(re.findall(r'href="/children/\d+/"', body))
    if status != 200 or rows < 50:
        raise SystemExit(f"the list page answered {status} with {rows} rows")
    return rows


def _pair(cookie: str, seconds: int) -> tuple[Load, Load]:
    return load(EMPTY, cookie, seconds), load(LIST, cookie, seconds)


def _say(pairs: list[tuple[Load, Load]], rows: int) -> None:
    shares = [page.rate / empty.rate for empty, page in pairs]
    tails = [page.p99 / page.p50 for _, page in pairs]
    print(f"rows on the page: {rows}")
    for empty, page in pairs:
        print(f"empty {empty.rate:7.0f}/s  list {page.rate:7.0f}/s  p50 {page.p50:.1f} ms  p99 {page.p99:.1f} ms")
    print(f"share of the empty page: median {median(shares):.1%}, worst {min(shares):.1%}")
    print(f"p99 / p50 of the list:   median {median(tails):.2f}, worst {max(tails):.2f}")


if __name__ == "__main__":
    main()
