from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs
from leal.foundations.access.permissions import Permission

from . import operations, queries


@needs(Permission.SIGNED_IN)
def works(request):
    """The long work you asked for."""
    return render(request, "tasks/works.html", {"works": queries.work_of(person=request.user)[:50]})


@needs(Permission.SIGNED_IN)
def work(request, key):
    """How far one piece of work has come."""
    watched = get_object_or_404(queries.one_of(person=request.user, key=key))
    shown = {
        "sentence": watched.said,
        "done": watched.done,
        "of": watched.of or 1,
        "again": request.path,
        "finished": watched.ended_at is not None,
    }
    return render(request, "tasks/work.html", {"work": watched, "shown": shown})


@needs(operations.stop)
@require_POST
def stop(request, key):
    """Ask it to stop."""
    asked = get_object_or_404(queries.one_of(person=request.user, key=key))
    if asked.ended_at is None:
        operations.stop(work=asked, by=request.user)
    return redirect("tasks:work", key=key)
