/** What several rooms do with files. Not exported: no part of what the library promises. */
@NullMarked
package io.github.gdprkit.file;

import org.jspecify.annotations.NullMarked;
