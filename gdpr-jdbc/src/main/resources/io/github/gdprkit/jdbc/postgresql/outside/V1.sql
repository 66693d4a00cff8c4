-- gdprkit outside of the database, PostgreSQL, version 1. One transaction; a blank line ends a
-- statement.

-- Which versions of this schema were applied.
CREATE TABLE gdpr_outside_version (
  version INTEGER NOT NULL PRIMARY KEY
);

CREATE FUNCTION gdpr_outside_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'This table is append-only';
END
$$;

-- The ledger of erasures (Art. 5(2), 17): one chain of lines per controller, never changed. No
-- personal data but pseudonyms.
CREATE TABLE gdpr_erasure_ledger (
  controller TEXT   COLLATE "C" NOT NULL,
  seq        BIGINT NOT NULL CHECK (seq > 0),
  line       TEXT   COLLATE "C" NOT NULL,
  PRIMARY KEY (controller, seq)
);

CREATE TRIGGER gdpr_erasure_ledger_is_not_changed BEFORE UPDATE ON gdpr_erasure_ledger
FOR EACH ROW EXECUTE FUNCTION gdpr_outside_is_append_only();

CREATE TRIGGER gdpr_erasure_ledger_is_not_deleted BEFORE DELETE ON gdpr_erasure_ledger
FOR EACH ROW EXECUTE FUNCTION gdpr_outside_is_append_only();

CREATE TRIGGER gdpr_erasure_ledger_is_not_emptied BEFORE TRUNCATE ON gdpr_erasure_ledger
FOR EACH STATEMENT EXECUTE FUNCTION gdpr_outside_is_append_only();

-- The end of each controller's ledger. Every append holds its row, so that no chain forks.
CREATE TABLE gdpr_erasure_ledger_head (
  controller TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
  seq        BIGINT NOT NULL,
  hash       TEXT   COLLATE "C" NOT NULL
);

-- Where chains of evidence stood, signed (Art. 5(2)), in the order in which they were added. No
-- personal data. text is what was signed, and the signature.
CREATE TABLE gdpr_evidence_checkpoint (
  number     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  controller TEXT   COLLATE "C" NOT NULL,
  text       TEXT   COLLATE "C" NOT NULL
);

CREATE INDEX gdpr_evidence_checkpoint_list ON gdpr_evidence_checkpoint (controller, number);

CREATE TRIGGER gdpr_evidence_checkpoint_is_not_changed BEFORE UPDATE ON gdpr_evidence_checkpoint
FOR EACH ROW EXECUTE FUNCTION gdpr_outside_is_append_only();

CREATE TRIGGER gdpr_evidence_checkpoint_is_not_deleted BEFORE DELETE ON gdpr_evidence_checkpoint
FOR EACH ROW EXECUTE FUNCTION gdpr_outside_is_append_only();

CREATE TRIGGER gdpr_evidence_checkpoint_is_not_emptied BEFORE TRUNCATE ON gdpr_evidence_checkpoint
FOR EACH STATEMENT EXECUTE FUNCTION gdpr_outside_is_append_only();

INSERT INTO gdpr_outside_version (version) VALUES (1);
