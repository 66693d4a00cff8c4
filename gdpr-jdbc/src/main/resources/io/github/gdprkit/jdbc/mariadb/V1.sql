-- gdprkit, MariaDB, version 1. A blank line ends a statement. MariaDB commits each of them, so each
-- can be run again, and the last one says that all are done.

-- Which versions of this schema were applied.
CREATE TABLE IF NOT EXISTS gdpr_schema_version (
  version INTEGER NOT NULL PRIMARY KEY
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The evidence (Art. 5(2)): one chain of entries per controller, never changed. No personal data
-- but subject keys. bytes is what was hashed, exactly; the other columns are for finding it.
CREATE TABLE IF NOT EXISTS gdpr_evidence (
  controller VARCHAR(255) NOT NULL,
  seq        BIGINT       NOT NULL CHECK (seq > 0),
  stream     VARCHAR(200) NOT NULL,
  version    BIGINT       NOT NULL CHECK (version > 0),
  bytes      LONGBLOB     NOT NULL,
  hash       VARCHAR(64)  NOT NULL,
  PRIMARY KEY (controller, seq),
  UNIQUE (controller, stream, version)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TRIGGER IF NOT EXISTS gdpr_evidence_is_not_changed BEFORE UPDATE ON gdpr_evidence
FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Evidence is append-only';

CREATE TRIGGER IF NOT EXISTS gdpr_evidence_is_not_deleted BEFORE DELETE ON gdpr_evidence
FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Evidence is append-only';

-- The end of each controller's chain. Every append holds its row, so that no chain forks.
CREATE TABLE IF NOT EXISTS gdpr_evidence_head (
  controller VARCHAR(255) NOT NULL PRIMARY KEY,
  seq        BIGINT       NOT NULL,
  hash       VARCHAR(64)  NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The requests (Art. 12, 15 to 22), to find them by. Follows from the evidence; no personal data
-- but subject keys. Dates are ISO 8601 text. active is 1 for the one open request of its person and
-- claim, and active_subject, which MariaDB fills in, is there only to let no second one be; fence
-- counts who took over the work.
CREATE TABLE IF NOT EXISTS gdpr_request (
  id             VARCHAR(60)  NOT NULL PRIMARY KEY,
  controller     VARCHAR(255) NOT NULL,
  claim          VARCHAR(60)  NOT NULL,
  status         VARCHAR(60)  NOT NULL,
  version        BIGINT       NOT NULL CHECK (version > 0),
  received_on    VARCHAR(10)  NOT NULL,
  last_day       VARCHAR(10),
  subject        VARCHAR(43),
  duplicate_of   VARCHAR(60),
  active         INTEGER      NOT NULL,
  fence          BIGINT       NOT NULL,
  active_subject VARCHAR(43) GENERATED ALWAYS AS (CASE WHEN active = 1 THEN subject END) STORED,
  CONSTRAINT gdpr_request_active_is_known
    CHECK (active = 0 OR (active = 1 AND subject IS NOT NULL)),
  UNIQUE gdpr_request_active (controller, active_subject, claim),
  INDEX gdpr_request_due (controller, last_day, id),
  INDEX gdpr_request_list (controller, id),
  INDEX gdpr_request_of_subject (controller, subject, received_on, id),
  INDEX gdpr_request_duplicates (duplicate_of, id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The working papers: all of a request that is personal data or free text, as JSON. Erased when
-- they are not needed any more (Art. 5(1)(e)).
CREATE TABLE IF NOT EXISTS gdpr_request_papers (
  request VARCHAR(60) NOT NULL PRIMARY KEY,
  json    LONGTEXT    NOT NULL,
  FOREIGN KEY (request) REFERENCES gdpr_request (id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- How far the work on each hook is. continue_after is a key of the host's and can be personal data;
-- erased with the papers.
CREATE TABLE IF NOT EXISTS gdpr_request_checkpoint (
  request        VARCHAR(60) NOT NULL,
  task           VARCHAR(90) NOT NULL,
  continue_after LONGTEXT,
  records        BIGINT      NOT NULL,
  retained       BIGINT      NOT NULL,
  phase          VARCHAR(60) NOT NULL,
  PRIMARY KEY (request, task),
  FOREIGN KEY (request) REFERENCES gdpr_request (id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT IGNORE INTO gdpr_schema_version (version) VALUES (1);
