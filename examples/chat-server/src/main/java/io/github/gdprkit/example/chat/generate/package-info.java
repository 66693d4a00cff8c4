/** Fills an empty chat database with made-up people and messages, to measure with. */
@NullMarked
package io.github.gdprkit.example.chat.generate;

import org.jspecify.annotations.NullMarked;
