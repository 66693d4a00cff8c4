package io.github.gdprkit.example.chat;

import java.nio.file.Path;
import java.util.List;

class SqliteCommandsTest extends CommandsOnADatabase {

  @Override
  List<String> options() {
    return List.of("--db", folder.resolve("chat.db").toString());
  }

  @Override
  Path beside(String ending) {
    return folder.resolve("chat.db" + ending);
  }
}
