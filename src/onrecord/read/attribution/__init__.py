"""The neural stage: who said what, and where, in one pass of the encoder per window."""
