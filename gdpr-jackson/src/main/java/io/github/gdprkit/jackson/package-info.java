/**
 * JSON for the model and for archives. {@link io.github.gdprkit.jackson.GdprModule} goes on the
 * mapper you already have; {@link io.github.gdprkit.jackson.JacksonArchiveFormat} writes archives.
 */
@NullMarked
package io.github.gdprkit.jackson;

import org.jspecify.annotations.NullMarked;
