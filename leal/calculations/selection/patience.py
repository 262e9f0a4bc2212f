"""How long a search may go on, and whom it tells how far it is."""

from collections.abc import Callable
from dataclasses import dataclass

from .programme import OutOfTime


@dataclass(frozen=True)
class Patience:
    """What the caller lets us do: go on (asked often), and tell of progress (step, share done).

    linger  asked once we should stop: whether we may still make the best of what was found
    """

    go_on: Callable[[], bool] = lambda: True
    linger: Callable[[], bool] = lambda: True
    tell: Callable[[str, float], None] = lambda step, share: None

    def spend(self, step: str, share: float) -> None:
        """Tell how far we are. Raises OutOfTime when we should stop."""
        self.tell(step, share)
        if not self.go_on():
            raise OutOfTime

    def for_part(self, step: str, low: float, high: float) -> "Patience":
        """The same patience for one part of the work, which begins at one share of it and ends at another."""
        return Patience(self.go_on, self.linger, lambda _, share: self.tell(step, low + (high - low) * share))


UNTIRING = Patience()
