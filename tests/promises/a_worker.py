"""A worker in a process of its own that is killed in the middle of long work, and the one that comes after it."""

import os
import signal
import subprocess
import sys
import time

from django.conf import settings
from django_tasks_db.models import DBTaskResult

from leal.config import clock
from leal.foundations.tasks.models import Work

WORKS = """
import os, django; django.setup()
from django.core.management import call_command
def killed_after(times, module, name):
    "The worker is killed when it has called a function so often."
    does, left = getattr(module, name), [times]
    def called(*given, **named):
        came = does(*given, **named)
        left[0] -= 1
        if not left[0]: os.kill(os.getpid(), 9)
        return came
    setattr(module, name, called)
{dies}
call_command("db_worker", queue_name="*", batch=True, startup_delay=False, reload=False, verbosity=0)
"""


def killed(committed, dies: str) -> None:
    """A worker does what waits in the queue until it is killed, as `dies` says."""
    environment = os.environ | committed.environment | {"DJANGO_SETTINGS_MODULE": "leal.config.settings"}
    environment |= {"LEAL_SECRET_KEY": settings.SECRET_KEY}
    ended = subprocess.run([sys.executable, "-W", "ignore", "-c", WORKS.format(dies=dies)], env=environment)
    assert ended.returncode == -signal.SIGKILL


def taken_up_again(work: Work) -> Work:
    """The clock queues it anew; the database may need a moment to see that the worker is gone."""
    deadline = time.monotonic() + 30
    while work.state != "waiting" and time.monotonic() < deadline:
        clock.take_up_what_was_left()
        work.refresh_from_db()
    return work


def done_by_the_next(task, work: Work) -> Work:
    """What waits in the queue is done, by a worker that nobody kills."""
    for waiting in DBTaskResult.objects.ready():
        task.call(**waiting.args_kwargs["kwargs"])
    work.refresh_from_db()
    return work
