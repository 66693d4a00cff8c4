/** Hashes, as several rooms take them. Not exported: no part of what the library promises. */
@NullMarked
package io.github.gdprkit.digest;

import org.jspecify.annotations.NullMarked;
