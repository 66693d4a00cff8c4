package io.github.gdprkit.example.chat.importer;

/** What is not quite right in a file and is taken all the same, because real exports have it. */
public enum Oddity {
  CHANNEL_OF_ANOTHER_TEAM("a channel was found in another team than the line says"),
  UNKNOWN_CHANNEL("a channel was made that no line before had described"),
  UNKNOWN_TEAM("a team was made that no line before had described"),
  UNKNOWN_USER("a user was made of whom nothing but the name is known");

  private final String title;

  Oddity(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
