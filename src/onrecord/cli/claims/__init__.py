"""Claims across documents: one command per question."""
