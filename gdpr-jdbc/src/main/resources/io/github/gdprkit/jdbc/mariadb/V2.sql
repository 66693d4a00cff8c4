-- gdprkit, MariaDB, version 2. A blank line ends a statement. MariaDB commits each of them, so each
-- can be run again, and the last one says that all are done.

-- The sheets of the registers (Art. 28, 30, 33): what they have to say in words, as JSON, beside
-- the evidence. Names of contacts and reasons can be personal data. Written and erased together
-- with the entry of evidence that says so.
CREATE TABLE IF NOT EXISTS gdpr_sheet (
  owner VARCHAR(255) NOT NULL,
  kind  VARCHAR(100) NOT NULL,
  id    VARCHAR(100) NOT NULL,
  json  LONGTEXT     NOT NULL,
  PRIMARY KEY (owner, kind, id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT IGNORE INTO gdpr_schema_version (version) VALUES (2);
