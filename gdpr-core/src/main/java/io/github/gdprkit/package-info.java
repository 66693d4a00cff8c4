/** The front door: {@link io.github.gdprkit.GdprKit}, and the root of what callers can act on. */
@NullMarked
package io.github.gdprkit;

import org.jspecify.annotations.NullMarked;
