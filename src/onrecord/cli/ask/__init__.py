"""Questions to a case: one command per question, each shows the answer of one ``ask`` function."""
