"""Quantities: numbers as the text bounds them, with their unit and what is counted."""

from onrecord.read.quantities.reader import QUANTITIES, find_quantities

__all__ = ["QUANTITIES", "find_quantities"]
