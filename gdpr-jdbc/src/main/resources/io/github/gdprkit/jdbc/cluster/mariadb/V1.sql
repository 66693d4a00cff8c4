-- gdprkit, the queue of tasks, MariaDB, version 1. Can be run again; a blank line ends a statement.

-- Which versions of the queue were applied.
CREATE TABLE IF NOT EXISTS gdpr_task_queue_version (
  version INTEGER NOT NULL PRIMARY KEY
) ENGINE = InnoDB;

-- What waits for a node, and what a node works on: the columns of db-scheduler, and "again". A row
-- is one request (by its random id) or one recurring task. task_data stays empty. No personal data.
-- Times are UTC: a TIMESTAMP would be turned by the time zone of each session.
CREATE TABLE IF NOT EXISTS gdpr_task_queue (
  task_name            VARCHAR(100) NOT NULL,
  task_instance        VARCHAR(100) NOT NULL,
  task_data            BLOB,
  execution_time       DATETIME(6) NOT NULL,
  picked               BOOLEAN NOT NULL,
  picked_by            VARCHAR(50),
  last_success         DATETIME(6),
  last_failure         DATETIME(6),
  consecutive_failures INTEGER,
  last_heartbeat       DATETIME(6),
  version              BIGINT NOT NULL,
  -- 1 when it came once more while a node worked on it.
  again                SMALLINT NOT NULL DEFAULT 0,
  PRIMARY KEY (task_name, task_instance),
  INDEX gdpr_task_queue_due (execution_time),
  INDEX gdpr_task_queue_dead (last_heartbeat)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT IGNORE INTO gdpr_task_queue_version (version) VALUES (1);
