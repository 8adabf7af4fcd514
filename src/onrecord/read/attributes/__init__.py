"""What a statement means: one rule per attribute, and a small learned model beside them."""

from onrecord.read.attributes.stage import STAGE

__all__ = ["STAGE"]
