/**
 * Durable stores over plain JDBC, in SQLite, PostgreSQL or MariaDB. {@link
 * io.github.gdprkit.jdbc.GdprSchema} makes the tables. {@link
 * io.github.gdprkit.jdbc.JdbcRequestStore} keeps requests, registers and evidence, {@link
 * io.github.gdprkit.jdbc.JdbcArchiveStore} archives; {@link
 * io.github.gdprkit.jdbc.JdbcErasureLedger} and {@link io.github.gdprkit.jdbc.JdbcCheckpointStore}
 * belong into a second database. {@link io.github.gdprkit.jdbc.GdprSqlite} opens a SQLite file.
 */
@NullMarked
package io.github.gdprkit.jdbc;

import org.jspecify.annotations.NullMarked;
