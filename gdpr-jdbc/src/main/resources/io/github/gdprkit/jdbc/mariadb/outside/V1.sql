-- gdprkit outside of the database, MariaDB, version 1. A blank line ends a statement. MariaDB
-- commits each of them, so each can be run again, and the last one says that all are done.

-- Which versions of this schema were applied.
CREATE TABLE IF NOT EXISTS gdpr_outside_version (
  version INTEGER NOT NULL PRIMARY KEY
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The ledger of erasures (Art. 5(2), 17): one chain of lines per controller, never changed. No
-- personal data but pseudonyms.
CREATE TABLE IF NOT EXISTS gdpr_erasure_ledger (
  controller VARCHAR(255) NOT NULL,
  seq        BIGINT       NOT NULL CHECK (seq > 0),
  line       LONGTEXT     NOT NULL,
  PRIMARY KEY (controller, seq)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TRIGGER IF NOT EXISTS gdpr_erasure_ledger_is_not_changed BEFORE UPDATE ON gdpr_erasure_ledger
FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'The ledger of erasures is append-only';

CREATE TRIGGER IF NOT EXISTS gdpr_erasure_ledger_is_not_deleted BEFORE DELETE ON gdpr_erasure_ledger
FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'The ledger of erasures is append-only';

-- The end of each controller's ledger. Every append holds its row, so that no chain forks.
CREATE TABLE IF NOT EXISTS gdpr_erasure_ledger_head (
  controller VARCHAR(255) NOT NULL PRIMARY KEY,
  seq        BIGINT       NOT NULL,
  hash       VARCHAR(64)  NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Where chains of evidence stood, signed (Art. 5(2)), in the order in which they were added. No
-- personal data. text is what was signed, and the signature.
CREATE TABLE IF NOT EXISTS gdpr_evidence_checkpoint (
  number     BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  controller VARCHAR(255) NOT NULL,
  text       LONGTEXT     NOT NULL,
  INDEX gdpr_evidence_checkpoint_list (controller, number)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TRIGGER IF NOT EXISTS gdpr_evidence_checkpoint_is_not_changed
BEFORE UPDATE ON gdpr_evidence_checkpoint
FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Checkpoints are append-only';

CREATE TRIGGER IF NOT EXISTS gdpr_evidence_checkpoint_is_not_deleted
BEFORE DELETE ON gdpr_evidence_checkpoint
FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Checkpoints are append-only';

INSERT IGNORE INTO gdpr_outside_version (version) VALUES (1);
