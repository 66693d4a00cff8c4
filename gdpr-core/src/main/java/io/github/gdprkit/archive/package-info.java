/** The archive that a data subject receives: a ZIP that opens anywhere and proves itself. */
@NullMarked
package io.github.gdprkit.archive;

import org.jspecify.annotations.NullMarked;
