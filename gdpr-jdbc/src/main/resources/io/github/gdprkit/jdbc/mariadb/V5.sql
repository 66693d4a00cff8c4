-- gdprkit, MariaDB, version 5. A blank line ends a statement. MariaDB commits each of them, so each
-- can be run again, and the last one says that all are done.

-- Only PostgreSQL has something to change here.
INSERT IGNORE INTO gdpr_schema_version (version) VALUES (5);
