"""When a feed is asked again: sooner where something is new, later where nothing is or it fails; pure."""

from __future__ import annotations

from datetime import timedelta

_SLOWEST = timedelta(hours=6)
_SLOWEST_FAILING = timedelta(days=1)
_SOONER, _LATER = 0.5, 1.5
_SPREAD = 0.1
"""Up to a tenth more, so that feeds that were asked together come apart."""
_MOST_DOUBLINGS = 10


def after_success(every: timedelta, before: timedelta, *, new: bool) -> timedelta:
    """The time to the next request, from `every` up to six hours or to `every` if that is more."""
    slowest = max(every, _SLOWEST)
    return min(max(before * (_SOONER if new else _LATER), every), slowest)


def after_failure(every: timedelta, failures: int, wait: timedelta | None, *, gone: bool) -> timedelta:
    """The same after so many failures in a row; never sooner than the server asked for."""
    if gone:
        return _SLOWEST_FAILING
    doubled: timedelta = every * 2 ** min(failures - 1, _MOST_DOUBLINGS)
    return max(min(doubled, max(every, _SLOWEST_FAILING)), wait or timedelta(0))


def spread(time: timedelta, chance: float) -> timedelta:
    """A time with up to a tenth more; `chance` lies between 0 and 1."""
    return time * (1 + _SPREAD * chance)
