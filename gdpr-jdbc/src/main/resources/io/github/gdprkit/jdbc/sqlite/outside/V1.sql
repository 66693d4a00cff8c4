-- gdprkit outside of the database, SQLite, version 1. One transaction; a blank line ends a
-- statement.

-- Which versions of this schema were applied.
CREATE TABLE gdpr_outside_version (
  version INTEGER NOT NULL PRIMARY KEY
) STRICT;

-- The ledger of erasures (Art. 5(2), 17): one chain of lines per controller, never changed. No
-- personal data but pseudonyms.
CREATE TABLE gdpr_erasure_ledger (
  controller TEXT    NOT NULL,
  seq        INTEGER NOT NULL CHECK (seq > 0),
  line       TEXT    NOT NULL,
  PRIMARY KEY (controller, seq)
) STRICT;

CREATE TRIGGER gdpr_erasure_ledger_is_not_changed BEFORE UPDATE ON gdpr_erasure_ledger
BEGIN
  SELECT RAISE(ABORT, 'The ledger of erasures is append-only');
END;

CREATE TRIGGER gdpr_erasure_ledger_is_not_deleted BEFORE DELETE ON gdpr_erasure_ledger
BEGIN
  SELECT RAISE(ABORT, 'The ledger of erasures is append-only');
END;

-- The end of each controller's ledger. Every append holds its row, so that no chain forks.
CREATE TABLE gdpr_erasure_ledger_head (
  controller TEXT    NOT NULL PRIMARY KEY,
  seq        INTEGER NOT NULL,
  hash       TEXT    NOT NULL
) STRICT;

-- Where chains of evidence stood, signed (Art. 5(2)), in the order in which they were added. No
-- personal data. text is what was signed, and the signature.
CREATE TABLE gdpr_evidence_checkpoint (
  number     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  controller TEXT    NOT NULL,
  text       TEXT    NOT NULL
) STRICT;

CREATE INDEX gdpr_evidence_checkpoint_list ON gdpr_evidence_checkpoint (controller, number);

CREATE TRIGGER gdpr_evidence_checkpoint_is_not_changed BEFORE UPDATE ON gdpr_evidence_checkpoint
BEGIN
  SELECT RAISE(ABORT, 'Checkpoints are append-only');
END;

CREATE TRIGGER gdpr_evidence_checkpoint_is_not_deleted BEFORE DELETE ON gdpr_evidence_checkpoint
BEGIN
  SELECT RAISE(ABORT, 'Checkpoints are append-only');
END;

INSERT INTO gdpr_outside_version (version) VALUES (1);
