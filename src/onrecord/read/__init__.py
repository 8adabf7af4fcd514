"""Documents to readings: one stage a file. The package is callable: ``onrecord.read(…)`` reads
one article."""

import sys

from onrecord import CallablePackage

sys.modules[__name__].__class__ = CallablePackage
