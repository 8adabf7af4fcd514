"""Judging: commands that append a judgement, with its author and time, or withdraw one."""
