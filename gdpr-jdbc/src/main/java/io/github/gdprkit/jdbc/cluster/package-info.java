/**
 * Work on more than one node: {@link io.github.gdprkit.jdbc.cluster.DbSchedulerTaskRunner} hands
 * requests out over a table of the application's database, {@link
 * io.github.gdprkit.jdbc.cluster.TaskQueueSchema} makes the table. Needs {@code
 * com.github.kagkarlsson:db-scheduler} on the class path; nothing else of this library does.
 */
@NullMarked
package io.github.gdprkit.jdbc.cluster;

import org.jspecify.annotations.NullMarked;
