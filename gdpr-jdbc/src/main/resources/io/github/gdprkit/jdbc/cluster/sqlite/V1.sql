-- gdprkit, the queue of tasks, SQLite, version 1. Can be run again; a blank line ends a statement.

-- Which versions of the queue were applied.
CREATE TABLE IF NOT EXISTS gdpr_task_queue_version (
  version INTEGER NOT NULL PRIMARY KEY
) STRICT;

-- What waits for a process, and what a process works on: the columns of db-scheduler, and "again".
-- A row is one request (by its random id) or one recurring task. task_data stays empty. No personal
-- data. Times are milliseconds since 1970.
CREATE TABLE IF NOT EXISTS gdpr_task_queue (
  task_name            TEXT NOT NULL,
  task_instance        TEXT NOT NULL,
  task_data            BLOB,
  execution_time       INTEGER NOT NULL,
  picked               INTEGER NOT NULL,
  picked_by            TEXT,
  last_success         INTEGER,
  last_failure         INTEGER,
  consecutive_failures INTEGER,
  last_heartbeat       INTEGER,
  version              INTEGER NOT NULL,
  -- 1 when it came once more while a process worked on it.
  again                INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (task_name, task_instance)
) STRICT;

CREATE INDEX IF NOT EXISTS gdpr_task_queue_due ON gdpr_task_queue (execution_time);

CREATE INDEX IF NOT EXISTS gdpr_task_queue_dead ON gdpr_task_queue (last_heartbeat);

INSERT INTO gdpr_task_queue_version (version) VALUES (1) ON CONFLICT DO NOTHING;
