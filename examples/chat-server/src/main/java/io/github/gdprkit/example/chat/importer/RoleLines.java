package io.github.gdprkit.example.chat.importer;

/** {@code {"type": "role", ...}}: what the roles mean that people have by name. */
final class RoleLines implements LineKind {

  private final ImportTarget target;

  RoleLines(ImportTarget target) {
    this.target = target;
  }

  @Override
  public Change read(Fields role) throws InvalidLineException {
    String name = role.name("name");
    String displayName = role.textOr("display_name", "");
    String description = role.textOr("description", "");
    String permissions = String.join(" ", role.texts("permissions"));
    return () ->
        target.count(
            Kind.ROLE,
            target.writer().users().addRole(name, displayName, description, permissions));
  }
}
