-- What a statement is tied to, found without a look at the pairs that score less.

DROP INDEX d_link_second;
CREATE INDEX d_link_second ON d_link (second, score);
