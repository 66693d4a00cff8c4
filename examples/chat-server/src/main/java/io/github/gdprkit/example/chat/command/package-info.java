/** The command line: one class per command. */
@NullMarked
package io.github.gdprkit.example.chat.command;

import org.jspecify.annotations.NullMarked;
