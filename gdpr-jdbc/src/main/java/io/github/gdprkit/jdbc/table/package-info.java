/**
 * Hooks that need no code: a host declares a table, and {@link
 * io.github.gdprkit.jdbc.table.TableHook} reads, erases and verifies its rows.
 */
@NullMarked
package io.github.gdprkit.jdbc.table;

import org.jspecify.annotations.NullMarked;
