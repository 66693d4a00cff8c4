-- gdprkit, MariaDB, version 3. A blank line ends a statement. MariaDB commits each of them, so each
-- can be run again, and the last one says that all are done.

-- What is to be worked on, and what waits for a person to be identified, page by page by id.
CREATE INDEX IF NOT EXISTS gdpr_request_status ON gdpr_request (controller, status, id);

CREATE INDEX IF NOT EXISTS gdpr_request_unverified ON gdpr_request (controller, subject, id);

INSERT IGNORE INTO gdpr_schema_version (version) VALUES (3);
