"""Questions about claims: what is said across documents, by whom, from where, and against whom."""
