/** The example chat server: start at {@link io.github.gdprkit.example.chat.ChatServer}. */
@NullMarked
package io.github.gdprkit.example.chat;

import org.jspecify.annotations.NullMarked;
