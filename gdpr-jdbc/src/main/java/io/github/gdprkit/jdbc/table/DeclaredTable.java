package io.github.gdprkit.jdbc.table;

/** A hook over a table, declared and not yet checked against a database. */
public sealed interface DeclaredTable permits TableHookBuilder, TableErasureHookBuilder {}
