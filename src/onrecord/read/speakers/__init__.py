"""Says who every source is: names, titles, pronouns and descriptions resolved in one document."""

from onrecord.read.speakers.stage import STAGE

__all__ = ["STAGE"]
