-- gdprkit, SQLite, version 5. One transaction; a blank line ends a statement.

-- Only PostgreSQL has something to change here.
INSERT INTO gdpr_schema_version (version) VALUES (5);
