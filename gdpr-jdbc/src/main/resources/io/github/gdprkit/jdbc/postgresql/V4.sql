-- gdprkit, PostgreSQL, version 4. One transaction; a blank line ends a statement.

-- The archives (Art. 15(3), 20), finished or not. id is empty once one is deleted and its bytes are
-- being removed. writer is drawn anew by whoever takes a draft over, so that nobody before can write
-- any more. written counts the bytes in gdpr_archive_chunk, durable those that a checkpoint covers.
CREATE TABLE gdpr_archive (
  content     TEXT        COLLATE "C" NOT NULL PRIMARY KEY,
  id          TEXT        COLLATE "C" UNIQUE,
  state       TEXT        COLLATE "C" NOT NULL CHECK (state IN ('draft', 'sealed', 'deleted')),
  writer      TEXT        COLLATE "C" NOT NULL,
  written     BIGINT      NOT NULL,
  durable     BIGINT      NOT NULL CHECK (durable BETWEEN 0 AND written),
  checkpoints BIGINT      NOT NULL,
  begun_at    TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  sealed_at   TIMESTAMPTZ,
  CHECK ((id IS NULL) = (state = 'deleted'))
);

-- The bytes of archives, piece by piece: personal data, until the archive is deleted.
CREATE TABLE gdpr_archive_chunk (
  content   TEXT   COLLATE "C" NOT NULL REFERENCES gdpr_archive (content),
  starts_at BIGINT NOT NULL,
  bytes     BYTEA  NOT NULL,
  PRIMARY KEY (content, starts_at)
);

-- They are compressed already.
ALTER TABLE gdpr_archive_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- How far the work on each draft is. Holds keys of the host's, which can be personal data; removed
-- when the archive is sealed.
CREATE TABLE gdpr_archive_checkpoint (
  content TEXT    COLLATE "C" NOT NULL REFERENCES gdpr_archive (content),
  number  BIGINT  NOT NULL CHECK (number > 0),
  part    INTEGER NOT NULL,
  bytes   BYTEA   NOT NULL,
  PRIMARY KEY (content, number, part)
);

INSERT INTO gdpr_schema_version (version) VALUES (4);
