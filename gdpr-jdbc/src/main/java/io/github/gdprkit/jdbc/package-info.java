/**
 * Durable stores over plain JDBC. SQLite for now: {@link io.github.gdprkit.jdbc.GdprSqlite} opens
 * the file, {@link io.github.gdprkit.jdbc.GdprSchema} makes the tables, {@link
 * io.github.gdprkit.jdbc.JdbcRequestStore} keeps requests, registers and evidence.
 */
@NullMarked
package io.github.gdprkit.jdbc;

import org.jspecify.annotations.NullMarked;
