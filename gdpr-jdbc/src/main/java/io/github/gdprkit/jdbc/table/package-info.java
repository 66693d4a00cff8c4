/**
 * Hooks that need no code: a host declares a table, and {@code TableHook} reads, erases and
 * verifies its rows. And {@link io.github.gdprkit.jdbc.table.SchemaCoverage}, the check that no
 * column of the host's database is forgotten.
 */
@NullMarked
package io.github.gdprkit.jdbc.table;

import org.jspecify.annotations.NullMarked;
