/** The person concerned, the names a host knows that person by, and that person's rights. */
@NullMarked
package io.github.gdprkit.subject;

import org.jspecify.annotations.NullMarked;
