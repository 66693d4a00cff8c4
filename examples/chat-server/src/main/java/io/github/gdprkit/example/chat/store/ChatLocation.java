package io.github.gdprkit.example.chat.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a chat is kept: a SQLite file, or a PostgreSQL database by its JDBC URL. What is no table
 * (uploads, rejected lines, keys, archives) lies beside the file, or in a folder on this machine
 * that goes with the URL.
 *
 * <p>A URL may hold a password. Nothing prints it: {@link #toString} is the URL without it.
 */
public final class ChatLocation {

  /** What stands for the name of the file, where there is a folder and no file. */
  private static final String IN_FOLDER = "chat";

  private static final String HOST = "(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?";

  private static final Pattern POSTGRESQL =
      Pattern.compile(
          "jdbc:postgresql://(" + HOST + ")((?:," + HOST + ")*)/([^/?@\\s]+)(?:\\?(.*))?");

  private static final Pattern ANY_URL =
      Pattern.compile("(?:jdbc:.*|(?:postgres|postgresql)://.*)", Pattern.DOTALL);

  private static final Pattern SECRET =
      Pattern.compile("((?:pass|secret)[A-Za-z]*=)[^&\\s'\"]*", Pattern.CASE_INSENSITIVE);

  private final @Nullable String url;
  private final Properties account;
  private final Path base;
  private final String shown;

  private ChatLocation(@Nullable String url, Properties account, Path base, String shown) {
    this.url = url;
    this.account = account;
    this.base = base.toAbsolutePath().normalize();
    this.shown = shown;
  }

  /** A SQLite file. */
  public static ChatLocation ofFile(Path file) {
    return new ChatLocation(
        null, new Properties(), file, file.toAbsolutePath().normalize().toString());
  }

  /**
   * What somebody named: a file, or the URL of a database.
   *
   * @param files where the files lie that belong to a URL; {@code null} is a folder of its name in
   *     {@code chat-data}
   * @param environment {@code PGUSER} and {@code PGPASSWORD} count where the URL says nothing
   * @throws ChatException when it is a URL of another form or product, or a file with a folder
   */
  public static ChatLocation of(
      String named, @Nullable Path files, Map<String, String> environment) {
    if (!ANY_URL.matcher(named).matches()) {
      if (files != null) {
        throw new ChatException(
            "--files goes with a database that --db names by a URL. What belongs to a SQLite file lies"
                + " beside it");
      }
      return ofFile(Path.of(named));
    }
    Matcher parts = POSTGRESQL.matcher(named);
    if (!parts.matches()) {
      // Not what was typed: there may be a password in it.
      throw new ChatException(
          "--db takes a SQLite file, or a PostgreSQL database as"
              + " jdbc:postgresql://host:5432/database?user=name. The password is better put into the"
              + " environment variable PGPASSWORD than behind &password=");
    }
    List<String> parameters = parameters(parts.group(4));
    Properties account = new Properties();
    put(account, "user", environment.get("PGUSER"));
    put(account, "password", environment.get("PGPASSWORD"));
    Path folder =
        files == null
            ? Path.of("chat-data", folderName(parts.group(1), parts.group(3), parameters))
            : files;
    String shown = "jdbc:postgresql://" + parts.group(1) + parts.group(2) + "/" + parts.group(3);
    List<String> harmless =
        parameters.stream().filter(parameter -> !SECRET.matcher(parameter).find()).toList();
    return new ChatLocation(
        named,
        account,
        folder.resolve(IN_FOLDER),
        harmless.isEmpty() ? shown : shown + "?" + String.join("&", harmless));
  }

  /** What somebody named, as it may be shown: a URL without its password. */
  public static String withoutPassword(String named) {
    return ANY_URL.matcher(named).matches() ? of(named, null, Map.of()).toString() : named;
  }

  /** A text without the passwords that may stand in it as parameters of a URL. */
  public static String withoutSecrets(String text) {
    return SECRET.matcher(text).replaceAll("$1...");
  }

  private static List<String> parameters(@Nullable String query) {
    List<String> parameters = new ArrayList<>();
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        if (!parameter.isEmpty()) {
          parameters.add(parameter);
        }
      }
    }
    return parameters;
  }

  private static void put(Properties account, String name, @Nullable String value) {
    if (value != null) {
      account.setProperty(name, value);
    }
  }

  private static String folderName(String host, String database, List<String> parameters) {
    StringBuilder name = new StringBuilder(host).append('-').append(database);
    for (String parameter : parameters) {
      if (parameter.startsWith("currentSchema=")) {
        name.append('-').append(parameter, parameter.indexOf('=') + 1, parameter.length());
      }
    }
    return name.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
  }

  /** Whether a database server keeps the tables. */
  public boolean isServer() {
    return url != null;
  }

  /**
   * The path of something that belongs to the database and is no table: what the file is called,
   * and this behind it; with a URL, {@code chat} in its folder and this behind it.
   */
  public Path beside(String ending) {
    return base.resolveSibling(base.getFileName() + ending);
  }

  /** The SQLite file, or where it would be if this were one. */
  Path base() {
    return base;
  }

  /** The URL as it was given, for the driver only. */
  String url() {
    if (url == null) {
      throw new IllegalStateException("A SQLite file has no URL here");
    }
    return url;
  }

  /** Who signs in, as the environment says. */
  Properties account() {
    Properties copy = new Properties();
    copy.putAll(account);
    return copy;
  }

  /** The file, or the URL without a password: fit to be printed, and to be typed again. */
  @Override
  public String toString() {
    return shown;
  }
}
