/**
 * A data subject's request, from receipt to answer (Art. 12, 15 to 22): what can happen to it, what
 * can be decided about it, and what the person must be told.
 */
@NullMarked
package io.github.gdprkit.request;

import org.jspecify.annotations.NullMarked;
