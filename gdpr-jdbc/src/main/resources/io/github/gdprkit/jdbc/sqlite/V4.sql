-- gdprkit, SQLite, version 4. One transaction; a blank line ends a statement.

-- The archives (Art. 15(3), 20), finished or not. id is empty once one is deleted and its bytes are
-- being removed. writer is drawn anew by whoever takes a draft over, so that nobody before can write
-- any more. written counts the bytes in gdpr_archive_chunk, durable those that a checkpoint covers.
CREATE TABLE gdpr_archive (
  content     TEXT    NOT NULL PRIMARY KEY,
  id          TEXT    UNIQUE,
  state       TEXT    NOT NULL CHECK (state IN ('draft', 'sealed', 'deleted')),
  writer      TEXT    NOT NULL,
  written     INTEGER NOT NULL,
  durable     INTEGER NOT NULL CHECK (durable BETWEEN 0 AND written),
  checkpoints INTEGER NOT NULL,
  begun_at    TEXT    NOT NULL DEFAULT CURRENT_TIMESTAMP,
  sealed_at   TEXT,
  CHECK ((id IS NULL) = (state = 'deleted'))
) STRICT;

-- The bytes of archives, piece by piece: personal data, until the archive is deleted.
CREATE TABLE gdpr_archive_chunk (
  content   TEXT    NOT NULL REFERENCES gdpr_archive (content),
  starts_at INTEGER NOT NULL,
  bytes     BLOB    NOT NULL,
  PRIMARY KEY (content, starts_at)
) STRICT;

-- How far the work on each draft is. Holds keys of the host's, which can be personal data; removed
-- when the archive is sealed.
CREATE TABLE gdpr_archive_checkpoint (
  content TEXT    NOT NULL REFERENCES gdpr_archive (content),
  number  INTEGER NOT NULL CHECK (number > 0),
  part    INTEGER NOT NULL,
  bytes   BLOB    NOT NULL,
  PRIMARY KEY (content, number, part)
) STRICT;

INSERT INTO gdpr_schema_version (version) VALUES (4);
