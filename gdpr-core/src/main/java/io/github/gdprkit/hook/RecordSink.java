package io.github.gdprkit.hook;

/**
 * Where an {@link ExportHook} puts the records of one page. Every write goes straight to bytes;
 * there is no list of rows. A sink belongs to one call of {@link ExportHook#export}: it refuses
 * later use.
 */
public interface RecordSink {

  /**
   * Begins a record that stands in this relation to the data subject. Fill it and call {@link
   * RecordWriter#end()} before the next. The relation must be a declared one. A record that the
   * policy leaves out is written in the same way and counted instead of kept.
   *
   * @throws SinkMisuseException when the record before has not ended, the relation is not declared,
   *     or the page is over
   */
  RecordWriter record(Relation relation);

  /**
   * Whether the page has as many records or bytes as a page shall have. Ask after each record, and
   * return {@link Page#after} with that record's key when it is.
   */
  boolean pageIsFull();

  /**
   * About how many bytes of records the page takes before it is full, for hooks that choose how
   * many rows to ask for at once; 0 when it is full.
   */
  int remainingBytes();
}
