-- gdprkit, PostgreSQL, version 2. One transaction; a blank line ends a statement.

-- The sheets of the registers (Art. 28, 30, 33): what they have to say in words, as JSON, beside
-- the evidence. Names of contacts and reasons can be personal data. Written and erased together
-- with the entry of evidence that says so.
CREATE TABLE gdpr_sheet (
  owner TEXT COLLATE "C" NOT NULL,
  kind  TEXT COLLATE "C" NOT NULL,
  id    TEXT COLLATE "C" NOT NULL,
  json  TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (owner, kind, id)
);

INSERT INTO gdpr_schema_version (version) VALUES (2);
