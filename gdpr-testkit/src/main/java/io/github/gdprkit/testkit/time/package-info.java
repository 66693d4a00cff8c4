/** Time that moves only when a test says so. */
@NullMarked
package io.github.gdprkit.testkit.time;

import org.jspecify.annotations.NullMarked;
