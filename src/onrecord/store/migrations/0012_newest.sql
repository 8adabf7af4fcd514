-- The articles that changed last, without a look at all that ever changed.

CREATE INDEX document_newest ON document (coalesce(fetched, published, '') DESC, id DESC)
  WHERE version = 2;
