/** Values that are planted for a person, and a search for them wherever they may have gone. */
@NullMarked
package io.github.gdprkit.testkit.canary;

import org.jspecify.annotations.NullMarked;
