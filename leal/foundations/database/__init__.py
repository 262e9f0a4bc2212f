"""Where everything is kept: one PostgreSQL, our own server or one you name, used by two roles.

The owner makes and changes tables; the application reads and changes rows, and cannot touch what is append-only.
`ready()` starts what must be started; reading settings starts nothing.
"""

from .addresses import application_role, databases
from .home import Cluster, DatabaseUnready, home, own_cluster
from .preparing import keep_up, ready
from .unchanged import mark, while_unchanged

__all__ = [
    "Cluster",
    "DatabaseUnready",
    "application_role",
    "databases",
    "home",
    "keep_up",
    "mark",
    "own_cluster",
    "ready",
    "while_unchanged",
]
