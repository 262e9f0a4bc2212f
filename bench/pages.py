"""Home and a promise's page over a bare page with one query, on the same server; and what a first visit transfers.

Limits: three times the bare page; 75 kB for a first visit, fonts apart.
"""

import gzip
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin

from bench.beside import say, seconds
from bench.scratch import scratch_database

LIMIT, MOST_KB, RUNS, VISITS = 3.0, 75.0, 7, 60
SLUG = "social-security-scotland"
PAGES = {"home": f"/charters/{SLUG}/", "a promise": f"/charters/{SLUG}/promises/PW2/"}
LINKED = re.compile(r'<(?:link[^>]+rel="stylesheet"|script)[^>]*(?:href|src)="([^"]+)"')


def main() -> None:
    """Print for each page: remembered and made anew beside the bare page, and what a first visit transfers."""
    with scratch_database() as reached:
        told()
        with served(reached) as port:
            for name, address in PAGES.items():
                ours, bare = seconds(lambda a=address: visits(port, a), lambda: visits(port, "/bare/"), runs=RUNS)
                line(f"{name}, remembered", ours / VISITS * 1e3, "bare page", bare / VISITS * 1e3, "ms", ours / bare)
                cold = [made_anew(port, address) for _ in range(RUNS)]
                first = sorted(cold)[RUNS // 2] * 1e3
                line(f"{name}, made anew", first, "bare page", bare / VISITS * 1e3, "ms", first / (bare / VISITS * 1e3))
                kb = transferred(port, address)
                line(f"{name}, first visit", kb, "limit", MOST_KB, "kB", kb / MOST_KB)
    say(f"The limit for a remembered page is {LIMIT:g} times the bare page. Fonts are not counted in kB.")


def line(name: str, ours: float, beside: str, theirs: float, unit: str, ratio: float) -> None:
    print(f"{name} | {ours:.2f} {unit} | {beside} {theirs:.2f} {unit} | {ratio:.2f}", flush=True)


def told() -> None:
    from leal.config.story.telling import tell

    for _chapter in tell():
        pass


@contextmanager
def served(reached: dict[str, str]) -> Iterator[int]:
    """The site on a free port of this machine, until the block ends."""
    environment = os.environ | reached | {"DJANGO_SETTINGS_MODULE": "bench.site"}
    gather = "import django; django.setup(); from leal.config.gathering import gather_assets; gather_assets()"
    subprocess.run([sys.executable, "-c", gather], env=environment, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", *arguments, "--blocking-threads", "1", "leal.config.wsgi:application"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return visits(port, "/bare/", 1)
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("The site did not answer within a minute")


def visits(port: int, address: str, times: int = VISITS) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(times):
        get(connection, address)
    connection.close()


def get(connection: http.client.HTTPConnection, address: str) -> bytes:
    connection.request("GET", address, headers={"Accept-Encoding": "br, gzip", "Host": "localhost"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address} answered {answer.status}")
    return body


def made_anew(port: int, address: str) -> float:
    """Seconds of one visit just after something was written."""
    from leal.foundations.people.models import Site

    Site.objects.create(name=f"Written at {time.monotonic_ns()}")
    begun = time.perf_counter()
    visits(port, address, 1)
    return time.perf_counter() - begun


def transferred(port: int, address: str) -> float:
    """The page, its style sheets and scripts as they come over the wire, in kB."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    page = get(connection, address)

    plain = gzip.decompress(page).decode()
    linked = {urljoin(address, found) for found in LINKED.findall(plain)}
    return sum(map(len, [page, *(get(connection, one) for one in sorted(linked))])) / 1000
