-- gdprkit, PostgreSQL, version 1. One transaction; a blank line ends a statement.

-- Which versions of this schema were applied.
CREATE TABLE gdpr_schema_version (
  version INTEGER NOT NULL PRIMARY KEY
);

-- The evidence (Art. 5(2)): one chain of entries per controller, never changed. No personal data
-- but subject keys. bytes is what was hashed, exactly; the other columns are for finding it.
CREATE TABLE gdpr_evidence (
  controller TEXT   COLLATE "C" NOT NULL,
  seq        BIGINT NOT NULL CHECK (seq > 0),
  stream     TEXT   COLLATE "C" NOT NULL,
  version    BIGINT NOT NULL CHECK (version > 0),
  bytes      BYTEA  NOT NULL,
  hash       TEXT   COLLATE "C" NOT NULL,
  PRIMARY KEY (controller, seq),
  UNIQUE (controller, stream, version)
);

CREATE FUNCTION gdpr_evidence_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Evidence is append-only';
END
$$;

CREATE TRIGGER gdpr_evidence_is_not_changed BEFORE UPDATE ON gdpr_evidence
FOR EACH ROW EXECUTE FUNCTION gdpr_evidence_is_append_only();

CREATE TRIGGER gdpr_evidence_is_not_deleted BEFORE DELETE ON gdpr_evidence
FOR EACH ROW EXECUTE FUNCTION gdpr_evidence_is_append_only();

CREATE TRIGGER gdpr_evidence_is_not_emptied BEFORE TRUNCATE ON gdpr_evidence
FOR EACH STATEMENT EXECUTE FUNCTION gdpr_evidence_is_append_only();

-- The end of each controller's chain. Every append holds its row, so that no chain forks.
CREATE TABLE gdpr_evidence_head (
  controller TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
  seq        BIGINT NOT NULL,
  hash       TEXT   COLLATE "C" NOT NULL
);

-- The requests (Art. 12, 15 to 22), to find them by. Follows from the evidence; no personal data
-- but subject keys. Dates are ISO 8601 text. active is 1 for the one open request of its person and
-- claim; fence counts who took over the work.
CREATE TABLE gdpr_request (
  id           TEXT    COLLATE "C" NOT NULL PRIMARY KEY,
  controller   TEXT    COLLATE "C" NOT NULL,
  claim        TEXT    COLLATE "C" NOT NULL,
  status       TEXT    COLLATE "C" NOT NULL,
  version      BIGINT  NOT NULL CHECK (version > 0),
  received_on  TEXT    COLLATE "C" NOT NULL,
  last_day     TEXT    COLLATE "C",
  subject      TEXT    COLLATE "C",
  duplicate_of TEXT    COLLATE "C",
  active       INTEGER NOT NULL CHECK (active = 0 OR (active = 1 AND subject IS NOT NULL)),
  fence        BIGINT  NOT NULL
);

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
  request TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES gdpr_request (id),
  json    TEXT COLLATE "C" NOT NULL
);

-- How far the work on each hook is. continue_after is a key of the host's and can be personal data;
-- erased with the papers.
CREATE TABLE gdpr_request_checkpoint (
  request        TEXT   COLLATE "C" NOT NULL REFERENCES gdpr_request (id),
  task           TEXT   COLLATE "C" NOT NULL,
  continue_after TEXT   COLLATE "C",
  records        BIGINT NOT NULL,
  retained       BIGINT NOT NULL,
  phase          TEXT   COLLATE "C" NOT NULL,
  PRIMARY KEY (request, task)
);

INSERT INTO gdpr_schema_version (version) VALUES (1);
