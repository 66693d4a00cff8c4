/** What a host implements: one hook for each kind of personal data it keeps. */
@NullMarked
package io.github.gdprkit.hook;

import org.jspecify.annotations.NullMarked;
