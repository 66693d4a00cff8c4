/** Who takes part in processing, and in which role (Art. 4(7) and (8)). */
@NullMarked
package io.github.gdprkit.party;

import org.jspecify.annotations.NullMarked;
