/** The made-up vendor that runs the chat for others, and whom it engages for that. */
@NullMarked
package io.github.gdprkit.example.chat.vendor;

import org.jspecify.annotations.NullMarked;
