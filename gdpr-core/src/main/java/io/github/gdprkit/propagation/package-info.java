/** Telling recipients and processors, and what they answer (Art. 19, 28(3)(e)). */
@NullMarked
package io.github.gdprkit.propagation;

import org.jspecify.annotations.NullMarked;
