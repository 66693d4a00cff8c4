package io.github.gdprkit.example.chat.importer;

/** {@code {"type": "session", ...}}, our addition: from where and with what a person was here. */
final class SessionLines implements LineKind {

  private final ImportTarget target;

  SessionLines(ImportTarget target) {
    this.target = target;
  }

  @Override
  public Change read(Fields session) throws InvalidLineException {
    String user = session.name("user");
    String ip = session.text("ip");
    String userAgent = session.text("user_agent");
    long createdAt = session.number("create_at");
    long lastUsedAt = session.number("last_activity_at");
    return () ->
        target.count(
            Kind.SESSION,
            target
                .writer()
                .users()
                .addSession(target.user(user), ip, userAgent, createdAt, lastUsedAt));
  }
}
