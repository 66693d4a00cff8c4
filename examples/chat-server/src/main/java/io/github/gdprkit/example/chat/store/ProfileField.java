package io.github.gdprkit.example.chat.store;

/** What of a profile can be changed once it is there. */
public enum ProfileField {
  USERNAME("username"),
  EMAIL("email"),
  FIRST_NAME("first_name"),
  LAST_NAME("last_name"),
  NICKNAME("nickname"),
  POSITION("position"),
  LOCALE("locale");

  private final String column;

  ProfileField(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }

  /** People sign in and are found by these, so they are never blank and never two people's. */
  boolean isKey() {
    return this == USERNAME || this == EMAIL;
  }
}
