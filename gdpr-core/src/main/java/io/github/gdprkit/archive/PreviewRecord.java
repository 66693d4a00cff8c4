package io.github.gdprkit.archive;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record as the page for people shows it: the fields in their order, each as a short text.
 *
 * @param fields field names and what to show for them
 */
public record PreviewRecord(Map<String, String> fields) {

  /** Copies the fields, in their order. */
  public PreviewRecord {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  @Override
  public String toString() {
    return "PreviewRecord[" + fields.size() + " fields, redacted]";
  }
}
