-- gdprkit, MariaDB, version 4. A blank line ends a statement. MariaDB commits each of them, so each
-- can be run again, and the last one says that all are done.

-- The archives (Art. 15(3), 20), finished or not. id is empty once one is deleted and its bytes are
-- being removed. writer is drawn anew by whoever takes a draft over, so that nobody before can write
-- any more. written counts the bytes in gdpr_archive_chunk, durable those that a checkpoint covers.
CREATE TABLE IF NOT EXISTS gdpr_archive (
  content     VARCHAR(36)  NOT NULL PRIMARY KEY,
  id          VARCHAR(100) UNIQUE,
  state       VARCHAR(60)  NOT NULL CHECK (state IN ('draft', 'sealed', 'deleted')),
  writer      VARCHAR(36)  NOT NULL,
  written     BIGINT       NOT NULL,
  durable     BIGINT       NOT NULL,
  checkpoints BIGINT       NOT NULL,
  begun_at    DATETIME     NOT NULL DEFAULT CURRENT_TIMESTAMP,
  sealed_at   DATETIME,
  CONSTRAINT gdpr_archive_durable_is_written CHECK (durable BETWEEN 0 AND written),
  CONSTRAINT gdpr_archive_deleted_has_no_id CHECK ((id IS NULL) = (state = 'deleted'))
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The bytes of archives, piece by piece: personal data, until the archive is deleted.
CREATE TABLE IF NOT EXISTS gdpr_archive_chunk (
  content   VARCHAR(36) NOT NULL,
  starts_at BIGINT      NOT NULL,
  bytes     LONGBLOB    NOT NULL,
  PRIMARY KEY (content, starts_at),
  FOREIGN KEY (content) REFERENCES gdpr_archive (content)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- How far the work on each draft is. Holds keys of the host's, which can be personal data; removed
-- when the archive is sealed.
CREATE TABLE IF NOT EXISTS gdpr_archive_checkpoint (
  content VARCHAR(36) NOT NULL,
  number  BIGINT      NOT NULL CHECK (number > 0),
  part    INTEGER     NOT NULL,
  bytes   LONGBLOB    NOT NULL,
  PRIMARY KEY (content, number, part),
  FOREIGN KEY (content) REFERENCES gdpr_archive (content)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT IGNORE INTO gdpr_schema_version (version) VALUES (4);
