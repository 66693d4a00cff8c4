/** Fakes that keep the same promises as what they stand for, and forget everything at the end. */
@NullMarked
package io.github.gdprkit.testkit.memory;

import org.jspecify.annotations.NullMarked;
