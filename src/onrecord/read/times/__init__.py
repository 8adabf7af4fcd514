"""Times: TIMEX3 expressions with values resolved against publication and the story."""

from onrecord.read.times.reader import TIMES, find_times

__all__ = ["TIMES", "find_times"]
