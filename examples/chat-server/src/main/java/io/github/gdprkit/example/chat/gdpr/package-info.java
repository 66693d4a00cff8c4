/**
 * How this chat server takes part in data subject requests: one hook for each kind of data it
 * keeps, and a reason for each kind it does not.
 */
@NullMarked
package io.github.gdprkit.example.chat.gdpr;

import org.jspecify.annotations.NullMarked;
