package io.github.gdprkit.example.chat.store;

/** The row that was asked for: just added, or already there from an earlier run. */
public record Added(long id, boolean isNew) {}
