/** What is processed, why, and for how long (Art. 5, 6 and 30). */
@NullMarked
package io.github.gdprkit.processing;

import org.jspecify.annotations.NullMarked;
