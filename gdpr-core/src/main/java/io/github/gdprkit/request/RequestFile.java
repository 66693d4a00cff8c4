package io.github.gdprkit.request;

import io.github.gdprkit.subject.DataSubject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The working papers of a request: everything about it that is personal data or free text. Kept
 * apart from the evidence, which holds none, and erased when it is not needed any more; what
 * happened can be told without it.
 *
 * @param subject whose request it is
 * @param label whose it is, in words for the controller's staff and the archive
 * @param message what the person wrote; empty when nothing was kept
 * @param corrections what shall be put right; empty unless the right is RECTIFICATION
 * @param notes what staff wrote down, by a key such as the id of a task
 */
public record RequestFile(
    DataSubject subject,
    String label,
    String message,
    List<Correction> corrections,
    Map<String, String> notes) {

  /** Refuses a blank label with {@link IllegalArgumentException}. */
  public RequestFile {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(message, "message");
    if (label.isBlank()) {
      throw new IllegalArgumentException("A request needs a label that says whose it is");
    }
    corrections = List.copyOf(corrections);
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
  }

  /** Papers that say whose request it is, and nothing more. */
  public static RequestFile of(DataSubject subject, String label) {
    return new RequestFile(subject, label, "", List.of(), Map.of());
  }

  /** The same, with what the person wrote. */
  public RequestFile withMessage(String newMessage) {
    return new RequestFile(subject, label, newMessage, corrections, notes);
  }

  /** The same, with what shall be put right. */
  public RequestFile withCorrections(List<Correction> newCorrections) {
    return new RequestFile(subject, label, message, newCorrections, notes);
  }

  /** The same, about this person: whoever was identified. */
  public RequestFile about(DataSubject newSubject) {
    return new RequestFile(newSubject, label, message, corrections, notes);
  }

  /** The same, with one more note. */
  public RequestFile withNote(String key, String note) {
    Map<String, String> more = new TreeMap<>(notes);
    more.put(key, note);
    return new RequestFile(subject, label, message, corrections, more);
  }

  /** Says nothing of what is in it. */
  @Override
  public String toString() {
    return "RequestFile[redacted]";
  }
}
