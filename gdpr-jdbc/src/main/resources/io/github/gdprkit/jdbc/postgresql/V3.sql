-- gdprkit, PostgreSQL, version 3. One transaction; a blank line ends a statement.

-- What is to be worked on, and what waits for a person to be identified, page by page by id.
CREATE INDEX gdpr_request_status ON gdpr_request (controller, status, id);

CREATE INDEX gdpr_request_unverified ON gdpr_request (controller, id)
WHERE subject IS NULL;

INSERT INTO gdpr_schema_version (version) VALUES (3);
