/**
 * The tables of a host's own database: {@link io.github.gdprkit.jdbc.table.TableHook} is a hook
 * that a host declares and does not program, and {@link
 * io.github.gdprkit.jdbc.table.SchemaCoverage} finds every column that no hook and no exclusion
 * speaks for.
 */
@NullMarked
package io.github.gdprkit.jdbc.table;

import org.jspecify.annotations.NullMarked;
