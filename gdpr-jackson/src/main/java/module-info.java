/** JSON for gdprkit, with Jackson 2: the archive's records and manifest, and the model's types. */
module io.github.gdprkit.jackson {
  requires transitive com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires transitive io.github.gdprkit;
  requires static org.jspecify;

  exports io.github.gdprkit.jackson;

  // Jackson makes the readers that mix-ins name.
  opens io.github.gdprkit.jackson to
      com.fasterxml.jackson.databind;
}
