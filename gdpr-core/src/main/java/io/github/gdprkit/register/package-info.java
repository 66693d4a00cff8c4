/** Registers that a person keeps: subprocessors, breaches, consents (Art. 7, 28(2), 33). */
@NullMarked
package io.github.gdprkit.register;

import org.jspecify.annotations.NullMarked;
