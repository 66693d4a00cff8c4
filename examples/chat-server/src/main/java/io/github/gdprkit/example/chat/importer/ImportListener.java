package io.github.gdprkit.example.chat.importer;

/** Is told, line by line, what the operator may want to put right. */
public interface ImportListener {

  /** The reason quotes nothing from the line. */
  void rejected(long lineNumber, String reason);

  /** The path is the one that the line names; it may be hostile, and it may name a person. */
  void missingAttachment(long lineNumber, String path, String reason);
}
