"""The processes `leal serve` looks after. Run as `python -m leal.config.children`; nobody types that."""

import os
import signal
import sys
import time

from leal.foundations.database.kernel import tie_to, unblock_signals

SITE = "leal.config.wsgi:application"


def start(what: str, parent: str, *arguments: str) -> None:
    unblock_signals()
    tie_to(int(parent), signal.SIGTERM)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leal.config.settings")
    {"site": site, "tasks": tasks}[what](*arguments)


def site(host: str, port: str, workers: str) -> None:
    """Answer requests: one thread a worker, each with a connection it keeps."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = os.getpid()

    def load(target: str):
        # A worker whose server was killed must not keep the port.
        tie_to(server, signal.SIGTERM)
        from .wsgi import application

        return application

    Granian(
        SITE,
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=3,
        log_level=LogLevels.warning,
    ).serve(target_loader=load)


def tasks() -> None:
    """Do the long work that pages ask for, and what the clock does by itself."""
    import django
    from django.core.management import call_command
    from django.db import OperationalError, connections

    django.setup()
    from .clock import ticking

    with ticking():
        while True:
            try:
                return call_command("db_worker", queue_name="*", reload=False, verbosity=0)
            except OperationalError as reason:
                sys.stderr.write(f"The worker for long tasks waits for the database: {str(reason).splitlines()[0]}\n")
                connections.close_all()
                time.sleep(2)


if __name__ == "__main__":
    start(*sys.argv[1:])
