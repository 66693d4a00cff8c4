-- gdprkit, the queue of tasks, PostgreSQL, version 1. Can be run again; a blank line ends a statement.

-- Which versions of the queue were applied.
CREATE TABLE IF NOT EXISTS gdpr_task_queue_version (
  version INTEGER NOT NULL PRIMARY KEY
);

-- What waits for a node, and what a node works on: the columns of db-scheduler, and "again". A row
-- is one request (by its random id) or one recurring task. task_data stays empty. No personal data.
CREATE TABLE IF NOT EXISTS gdpr_task_queue (
  task_name            VARCHAR(100) COLLATE "C" NOT NULL,
  task_instance        VARCHAR(100) COLLATE "C" NOT NULL,
  task_data            BYTEA,
  execution_time       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  picked               BOOLEAN NOT NULL,
  picked_by            VARCHAR(50),
  last_success         TIMESTAMP(6) WITH TIME ZONE,
  last_failure         TIMESTAMP(6) WITH TIME ZONE,
  consecutive_failures INTEGER,
  last_heartbeat       TIMESTAMP(6) WITH TIME ZONE,
  version              BIGINT NOT NULL,
  -- 1 when it came once more while a node worked on it.
  again                SMALLINT NOT NULL DEFAULT 0,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX IF NOT EXISTS gdpr_task_queue_due ON gdpr_task_queue (execution_time);

CREATE INDEX IF NOT EXISTS gdpr_task_queue_dead ON gdpr_task_queue (last_heartbeat);

INSERT INTO gdpr_task_queue_version (version) VALUES (1) ON CONFLICT DO NOTHING;
