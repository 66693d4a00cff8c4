package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.jdbc.GdprSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The library's own tables, as its scripts make them. By name and not by how a name begins: a table
 * of the host's that is called alike has to be spoken for.
 */
final class OwnTables {

  static final String REASON =
      "gdprkit's own: requests, evidence, archives and work, which the library erases and lets"
          + " expire itself";

  private static final List<String> FOLDERS =
      List.of(
          "sqlite",
          "postgresql",
          "mariadb",
          "cluster/sqlite",
          "cluster/postgresql",
          "cluster/mariadb");
  private static final Pattern CREATED =
      Pattern.compile("\\bCREATE TABLE (?:IF NOT EXISTS )?(gdpr_\\w+)", Pattern.CASE_INSENSITIVE);

  private OwnTables() {}

  static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String folder : FOLDERS) {
      boolean hasMore = true;
      for (int version = 1; hasMore; version++) {
        hasMore = collect(folder + "/V" + version + ".sql", names);
      }
    }
    return names;
  }

  private static boolean collect(String name, Set<String> names) {
    try (InputStream script = GdprSchema.class.getResourceAsStream(name)) {
      if (script == null) {
        return false;
      }
      Matcher created = CREATED.matcher(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      while (created.find()) {
        names.add(created.group(1));
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("The script " + name + " cannot be read", e);
    }
  }
}
