/** A small chat export of our own, to try the server with. */
@NullMarked
package io.github.gdprkit.example.chat.sample;

import org.jspecify.annotations.NullMarked;
