package io.github.gdprkit.example.chat.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One value for all rows of all tables and the bytes of all uploads: equal content, equal digest.
 */
public final class ContentDigest {

  private ContentDigest() {}

  public static String of(ChatDatabase database) throws Exception {
    return of(database, table -> true);
  }

  /** What people keep in the chat, without the names of organisations, requests and evidence. */
  public static String ofPeople(ChatDatabase database) throws Exception {
    return of(database, table -> !table.startsWith("gdpr_") && !table.equals("organisations"));
  }

  private static String of(ChatDatabase database, Predicate<String> which) throws Exception {
    MessageDigest digest = newDigest();
    try (Connection reader = database.newReader()) {
      for (String table : tables(reader)) {
        if (which.test(table)) {
          addTable(reader, table, digest);
        }
      }
    }
    addUploads(database.uploads().folder(), digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  public static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT name FROM sqlite_schema
                WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name
                """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static void addTable(Connection reader, String table, MessageDigest digest)
      throws SQLException {
    add(digest, table);
    try (Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1, 2")) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          add(digest, String.valueOf(rows.getObject(i)));
        }
      }
    }
  }

  private static void addUploads(Path folder, MessageDigest digest) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        add(digest, file.getFileName().toString());
        digest.update(Files.readAllBytes(file));
      }
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest newDigest() throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256");
  }
}
