/** Which provision of the Regulation a test proves. */
@NullMarked
package io.github.gdprkit.testkit.gdpr;

import org.jspecify.annotations.NullMarked;
