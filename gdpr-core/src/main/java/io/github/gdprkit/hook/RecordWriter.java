package io.github.gdprkit.hook;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one record, written in the order of the calls. Field names must be declared, and
 * appear at most once in a record; anything else is a {@link SinkMisuseException}. A {@code null}
 * value is written as null: "empty" is an answer too. Each method returns this writer.
 */
public interface RecordWriter {

  /** A text. Characters that UTF-8 cannot carry (lone surrogates) become U+FFFD. */
  RecordWriter text(String field, @Nullable String value);

  /**
   * A text as the bytes of UTF-8, for those who have it so and would have to make a text of it
   * first. Bytes that are no UTF-8 become U+FFFD. Nobody keeps the array.
   */
  RecordWriter utf8(String field, byte @Nullable [] value);

  /** Several texts, in this order. */
  RecordWriter texts(String field, Iterable<String> values);

  /** A whole number. */
  RecordWriter number(String field, long value);

  /** A number with a fraction; must be finite. */
  RecordWriter decimal(String field, double value);

  /** Yes or no. */
  RecordWriter flag(String field, boolean value);

  /** A UTC instant, written in ISO 8601 with as many fractions as it has, three at least. */
  RecordWriter time(String field, @Nullable Instant value);

  /**
   * A UTC instant in milliseconds since 1970, written as {@link #time} does, without an object for
   * it.
   */
  RecordWriter timeMillis(String field, long epochMillis);

  /** A civil date, ISO 8601. */
  RecordWriter date(String field, @Nullable LocalDate value);

  /**
   * A person, the data subject or another. The data subject is recognised by the account key and
   * always named; what is told of anybody else is the {@link ThirdPartyPolicy}'s decision.
   *
   * @param relation how that person stands to this record
   * @param account the host's key of that person
   * @param label the name that people know, if there is one
   */
  RecordWriter person(String field, Relation relation, String account, @Nullable String label);

  /**
   * Text that somebody else wrote, such as the message that was replied to. It stays if the {@link
   * ThirdPartyPolicy} includes others' text, and records in this relation. Do not write what the
   * data subject cannot see: the library cannot know.
   *
   * @param relation how the text stands to the data subject, whatever the record does: {@link
   *     Relation#ADDRESSEE} when it was sent to them, {@link Relation#OBSERVER} when they could see
   *     it
   */
  RecordWriter othersText(String field, Relation relation, @Nullable String value);

  /** A file that belongs to the record. Its bytes become an entry of their own in the archive. */
  RecordWriter attachment(String field, Attachment attachment);

  /** Ends the record. Nothing can be written to it afterwards. */
  void end();
}
