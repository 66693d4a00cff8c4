package io.github.gdprkit.example.chat.importer;

/** {@code {"type": "emoji", ...}}: the name of a picture; the picture itself is not kept. */
final class EmojiLines implements LineKind {

  private final ImportTarget target;

  EmojiLines(ImportTarget target) {
    this.target = target;
  }

  @Override
  public Change read(Fields emoji) throws InvalidLineException {
    String name = emoji.name("name");
    String image = emoji.textOr("image", "");
    return () -> target.count(Kind.EMOJI, target.writer().channels().addEmoji(name, image));
  }
}
