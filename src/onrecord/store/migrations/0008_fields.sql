-- Outlet and act join the full text of statements, so that a search for a common word and a field
-- is one intersection in the index instead of a look at every row that has the word.

DROP TABLE d_statement_fts;
CREATE VIRTUAL TABLE d_statement_fts USING fts5 (
  text, speaker, addressee, via, outlet, act,
  content='d_statement', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
INSERT INTO d_statement_fts (d_statement_fts) VALUES ('rebuild');
