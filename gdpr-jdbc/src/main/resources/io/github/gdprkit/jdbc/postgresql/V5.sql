-- gdprkit, PostgreSQL, version 5. One transaction; a blank line ends a statement.

-- A place in a chain or a stream. PostgreSQL reads the CHECK of a table anew for each statement, that
-- of a domain once for each connection.
CREATE DOMAIN gdpr_place AS BIGINT CHECK (VALUE > 0);

-- Writes the table anew, and lets nobody else at it meanwhile.
ALTER TABLE gdpr_evidence
  DROP CONSTRAINT gdpr_evidence_seq_check,
  DROP CONSTRAINT gdpr_evidence_version_check,
  ALTER COLUMN seq TYPE gdpr_place,
  ALTER COLUMN version TYPE gdpr_place;

INSERT INTO gdpr_schema_version (version) VALUES (5);
