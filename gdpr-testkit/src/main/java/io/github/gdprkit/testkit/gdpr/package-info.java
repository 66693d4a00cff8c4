/** Which provision of the Regulation a test proves, and a report of it. */
@NullMarked
package io.github.gdprkit.testkit.gdpr;

import org.jspecify.annotations.NullMarked;
