"""Documents to readings: one stage a file. The package is callable: ``onrecord.read(…)`` reads
one article."""

import sys

from onrecord import CallablePackage
from onrecord.read.pipeline import STAGES, read_documents, reader_version

__all__ = ["STAGES", "read_documents", "reader_version"]

sys.modules[__name__].__class__ = CallablePackage
