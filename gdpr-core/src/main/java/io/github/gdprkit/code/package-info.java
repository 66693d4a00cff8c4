/** Codes, as several rooms write them. Not exported: no part of what the library promises. */
@NullMarked
package io.github.gdprkit.code;

import org.jspecify.annotations.NullMarked;
