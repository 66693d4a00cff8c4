-- gdprkit, SQLite, version 1. One transaction; a blank line ends a statement.

-- Which versions of this schema were applied.
CREATE TABLE gdpr_schema_version (
  version INTEGER NOT NULL PRIMARY KEY
) STRICT;

-- The evidence (Art. 5(2)): one chain of entries per controller, never changed. No personal data
-- but subject keys. bytes is what was hashed, exactly; the other columns are for finding it.
CREATE TABLE gdpr_evidence (
  controller TEXT    NOT NULL,
  seq        INTEGER NOT NULL CHECK (seq > 0),
  stream     TEXT    NOT NULL,
  version    INTEGER NOT NULL CHECK (version > 0),
  bytes      BLOB    NOT NULL,
  hash       TEXT    NOT NULL,
  PRIMARY KEY (controller, seq),
  UNIQUE (controller, stream, version)
) STRICT;

CREATE TRIGGER gdpr_evidence_is_not_changed BEFORE UPDATE ON gdpr_evidence
BEGIN
  SELECT RAISE(ABORT, 'Evidence is append-only');
END;

CREATE TRIGGER gdpr_evidence_is_not_deleted BEFORE DELETE ON gdpr_evidence
BEGIN
  SELECT RAISE(ABORT, 'Evidence is append-only');
END;

-- The end of each controller's chain. Every append holds its row, so that no chain forks.
CREATE TABLE gdpr_evidence_head (
  controller TEXT    NOT NULL PRIMARY KEY,
  seq        INTEGER NOT NULL,
  hash       TEXT    NOT NULL
) STRICT;

-- The requests (Art. 12, 15 to 22), to find them by. Follows from the evidence; no personal data
-- but subject keys. Dates are ISO 8601 text. active is 1 for the one open request of its person and
-- claim; fence counts who took over the work.
CREATE TABLE gdpr_request (
  id           TEXT    NOT NULL PRIMARY KEY,
  controller   TEXT    NOT NULL,
  claim        TEXT    NOT NULL,
  status       TEXT    NOT NULL,
  version      INTEGER NOT NULL CHECK (version > 0),
  received_on  TEXT    NOT NULL,
  last_day     TEXT,
  subject      TEXT,
  duplicate_of TEXT,
  active       INTEGER NOT NULL CHECK (active = 0 OR (active = 1 AND subject IS NOT NULL)),
  fence        INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX gdpr_request_active ON gdpr_request (controller, subject, claim)
WHERE active = 1;

CREATE INDEX gdpr_request_due ON gdpr_request (controller, last_day, id)
WHERE last_day IS NOT NULL;

CREATE INDEX gdpr_request_list ON gdpr_request (controller, id);

CREATE INDEX gdpr_request_of_subject ON gdpr_request (controller, subject, received_on, id)
WHERE subject IS NOT NULL;

CREATE INDEX gdpr_request_duplicates ON gdpr_request (duplicate_of, id)
WHERE duplicate_of IS NOT NULL;

-- The working papers: all of a request that is personal data or free text, as JSON. Erased when
-- they are not needed any more (Art. 5(1)(e)).
CREATE TABLE gdpr_request_papers (
  request TEXT NOT NULL PRIMARY KEY REFERENCES gdpr_request (id),
  json    TEXT NOT NULL
) STRICT;

-- How far the work on each hook is. continue_after is a key of the host's and can be personal data;
-- erased with the papers.
CREATE TABLE gdpr_request_checkpoint (
  request        TEXT    NOT NULL REFERENCES gdpr_request (id),
  task           TEXT    NOT NULL,
  continue_after TEXT,
  records        INTEGER NOT NULL,
  retained       INTEGER NOT NULL,
  phase          TEXT    NOT NULL,
  PRIMARY KEY (request, task)
) STRICT;

INSERT INTO gdpr_schema_version (version) VALUES (1);
