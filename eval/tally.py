"""Counts turned into figures: shares with their uncertainty, percentiles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_Z95 = 1.959963984540054  # standard normal quantile of 97.5 %


@dataclass(frozen=True, slots=True)
class Tally:
    """``hits`` of ``total`` trials."""

    hits: int
    total: int

    @classmethod
    def of(cls, trials: Iterable[bool]) -> Tally:
        """Count the trials and those that succeeded."""
        outcomes = list(trials)
        return cls(sum(outcomes), len(outcomes))

    @classmethod
    def sum(cls, tallies: Iterable[Tally]) -> Tally:
        """Count the trials of all ``tallies``."""
        counted = list(tallies)
        return cls(sum(t.hits for t in counted), sum(t.total for t in counted))

    @property
    def share(self) -> float:
        """The share of hits, 0 to 1; not a number where there was no trial."""
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson score interval of the share, 95 % confidence.

        >>> low, high = Tally(97, 100).interval
        >>> f"{low:.3f} {high:.3f}"
        '0.915 0.990'
        """
        if not self.total:
            return math.nan, math.nan
        n, share, z2 = self.total, self.share, _Z95**2
        centre = (share + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        # At the ends rounding would leave 1.0 as 0.9999…
        low = 0.0 if self.hits == 0 else max(0.0, centre - half)
        high = 1.0 if self.hits == n else min(1.0, centre + half)
        return low, high


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the nearest-rank percentile: a value that was measured, never between two.

    The median of an even number of values is the lower of the middle two.

    >>> percentile([4.0, 1.0, 3.0, 2.0], 95)
    4.0

    :raises ValueError: If there is no value or ``percent`` is outside 0 to 100.
    """
    if not values or not 0 <= percent <= 100:
        raise ValueError(f"percentile {percent} of {len(values)} values")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
