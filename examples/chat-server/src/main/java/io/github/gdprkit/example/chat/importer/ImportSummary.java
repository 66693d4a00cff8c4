package io.github.gdprkit.example.chat.importer;

import java.util.Map;

/**
 * What an import did.
 *
 * @param added rows that are new, by kind
 * @param alreadyThere rows that an earlier run or line had brought, by kind
 * @param unknownTypes lines of a type that this server does not keep, by type
 * @param unknownFields fields that this server does not keep, by name
 * @param oddities what was taken although it was not quite right
 * @param rejectedLines lines that could not be taken, and are kept in a file of their own
 * @param missingAttachments attachments without bytes, those among them that were refused included
 */
public record ImportSummary(
    long lines,
    Map<Kind, Long> added,
    Map<Kind, Long> alreadyThere,
    Map<String, Long> unknownTypes,
    Map<String, Long> unknownFields,
    Map<Oddity, Long> oddities,
    long rejectedLines,
    long missingAttachments) {

  public long added(Kind kind) {
    return added.getOrDefault(kind, 0L);
  }

  public long alreadyThere(Kind kind) {
    return alreadyThere.getOrDefault(kind, 0L);
  }
}
