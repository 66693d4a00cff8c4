package io.github.gdprkit.archive;

import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the fields of records into bytes, one record a line. The caller has checked the order of
 * the calls and applied the third-party policy, so an encoder only writes. Used by one thread.
 */
public interface RecordEncoder {

  /** The records that follow go to this page, which does not fail. */
  void startPage(OutputStream page);

  /** Writes out what is buffered and lets go of the page. */
  void endPage();

  /** Begins a record. */
  void startRecord();

  /** Ends a record and its line. */
  void endRecord();

  /** A text or null. */
  void text(String field, @Nullable String value);

  /** A text as the bytes of UTF-8; those that are none become U+FFFD. */
  void utf8(String field, byte[] value);

  /** A list of texts. */
  void texts(String field, List<String> values);

  /** A whole number. */
  void number(String field, long value);

  /** A finite number with a fraction. */
  void decimal(String field, double value);

  /** Yes or no. */
  void flag(String field, boolean value);

  /** A UTC instant in milliseconds since 1970, in ISO 8601. */
  void time(String field, long epochMillis);

  /** A person by key and label. */
  void person(String field, String account, @Nullable String label);

  /** A person by a made-up name. */
  void pseudonym(String field, String pseudonym);

  /** A person of whom nothing is told. */
  void someoneElse(String field);

  /** A file of the archive. */
  void attachment(
      String field, String id, String name, @Nullable String mediaType, long bytes, String path);
}
