-- The documented views: what Datasette and other SQL readers should query.

CREATE VIEW documents AS
  SELECT uid AS id, outlet, title, url, byline, dateline, published, fetched, language, path,
         article, version, latest, added_at
  FROM document;

CREATE VIEW texts AS
  SELECT d.uid AS document, d.title, t.text
  FROM document d JOIN document_text t ON t.document_id = d.id;

CREATE VIEW statements AS
  SELECT s.uid AS id, d.uid AS document, s.day, s.outlet, s.speaker, s.text, s.cue, s.source,
         s.quote, s.kind, s.identity, s.title, s.basis, s.act, s.factuality, s.reporter,
         s.forecast, s.conditional, s.addressee, s.via, s.said_from, s.said_to, s.verification,
         s.parent, s.confidence, s.judged, s.judged_by, s.judged_by_kind, s.read_speaker,
         s.start, s.stop, d.url, d.path, d.version, d.latest
  FROM d_statement s JOIN document d ON d.id = s.document_id;

CREATE VIEW entities AS
  SELECT e.uid AS id, d.uid AS document, e.type, e.name, e.aliases, e.roles, e.mentions
  FROM d_entity e JOIN document d ON d.id = e.document_id;

CREATE VIEW quantities AS
  SELECT d.uid AS document, q.statement, q.text, q.value, q.high, q.bound, q.unit, q.counted,
         q.start, q.stop
  FROM d_quantity q JOIN document d ON d.id = q.document_id;

CREATE VIEW times AS
  SELECT d.uid AS document, t.statement, t.text, t.type, t.value, t.mod, t.starts, t.ends,
         t.start, t.stop
  FROM d_time t JOIN document d ON d.id = t.document_id;

CREATE VIEW events AS
  SELECT e.uid AS id, d.uid AS document, e.statement, e.predicate, e.type, e.mode, e.modality,
         e.actor, e.recipient, e.place, e.starts, e.ends
  FROM d_event e JOIN document d ON d.id = e.document_id;

CREATE VIEW judgements AS
  SELECT j.uid AS id, j.target_kind, j.target, j.other, j.verdict, j.payload, j.author,
         j.author_kind, j.at, j.reason, w.uid AS withdrawn_by, w.at AS withdrawn_at
  FROM judgement j LEFT JOIN judgement w ON w.withdraws = j.uid
  WHERE j.withdraws IS NULL;

CREATE VIEW inputs AS
  SELECT i.name, i.state, i.reason, i.attempts, i.parent, d.uid AS document, i.last_at
  FROM input i LEFT JOIN document d ON d.id = i.document_id;

CREATE VIEW claims AS
  SELECT id, gloss, status, statements, independent_origins, first_day, last_day FROM d_claim;

CREATE VIEW actors AS
  SELECT a.id, a.type, a.name, a.gazetteer,
         (SELECT count(*) FROM d_actor_entity e WHERE e.actor = a.id) AS entities
  FROM d_actor a;
