-- gdprkit, SQLite, version 2. One transaction; a blank line ends a statement.

-- The sheets of the registers (Art. 28, 30, 33): what they have to say in words, as JSON, beside
-- the evidence. Names of contacts and reasons can be personal data. Written and erased together
-- with the entry of evidence that says so.
CREATE TABLE gdpr_sheet (
  owner TEXT NOT NULL,
  kind  TEXT NOT NULL,
  id    TEXT NOT NULL,
  json  TEXT NOT NULL,
  PRIMARY KEY (owner, kind, id)
) STRICT;

INSERT INTO gdpr_schema_version (version) VALUES (2);
