package io.github.gdprkit.servers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A developer's own server, which tests use and never stop. */
final class OwnServer extends DatabaseServer {

  private static final Pattern ADDRESS = Pattern.compile("(jdbc:[a-z]+://[^/]+/)([^?]*)(\\?.*)?");

  private final String before;
  private final String database;
  private final String after;

  OwnServer(String url) {
    Matcher parts = ADDRESS.matcher(url);
    if (!parts.matches() || parts.group(2).isEmpty()) {
      throw new IllegalArgumentException(
          "Name your server as jdbc:<product>://<host>:<port>/<database>?user=...&password=...");
    }
    this.before = parts.group(1);
    this.database = parts.group(2);
    this.after = parts.group(3) == null ? "" : parts.group(3);
  }

  @Override
  public String url(String name) {
    return before + name + after;
  }

  @Override
  String firstDatabase() {
    return database;
  }

  @Override
  public void kill() {
    throw new UnsupportedOperationException("Tests do not kill a developer's own server");
  }

  @Override
  public void restart() {
    throw new UnsupportedOperationException("Tests do not start a developer's own server");
  }

  @Override
  public void close() {
    // It was there before.
  }
}
