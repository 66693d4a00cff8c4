package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.DeclaredField;
import io.github.gdprkit.hook.Relation;
import org.jspecify.annotations.Nullable;

/** A column that is given out as a field, as the host declared it. */
record FieldSpec(
    Kind kind,
    String column,
    String name,
    String title,
    @Nullable Relation person,
    @Nullable Labels labels,
    @Nullable StoredFile file) {

  FieldSpec {
    DeclaredField declared = new DeclaredField(name, title);
    name = declared.name();
  }

  DeclaredField declared() {
    return new DeclaredField(name, title);
  }
}
