package io.github.gdprkit.example.chat.importer;

import java.util.ArrayList;
import java.util.List;

/** Keeps what an import tells. */
final class RecordingListener implements ImportListener {

  final List<String> rejected = new ArrayList<>();
  final List<String> missing = new ArrayList<>();

  @Override
  public void rejected(long lineNumber, String reason) {
    rejected.add(lineNumber + ": " + reason);
  }

  @Override
  public void missingAttachment(long lineNumber, String path, String reason) {
    missing.add(lineNumber + ": " + path + ": " + reason);
  }
}
