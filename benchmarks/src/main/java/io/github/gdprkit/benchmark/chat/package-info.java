/**
 * The chat that exports and erasures are measured on, with tables and columns named after Zulip's.
 */
@NullMarked
package io.github.gdprkit.benchmark.chat;

import org.jspecify.annotations.NullMarked;
