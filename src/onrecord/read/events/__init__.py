"""Events: who did what to whom, where and when, in the types of PLOVER."""

from onrecord.read.events.finder import Layers, find_events
from onrecord.read.events.stage import STAGE

__all__ = ["STAGE", "Layers", "find_events"]
