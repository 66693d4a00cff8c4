/** The chat server's data: one SQLite file and a folder with the bytes of the uploads. */
@NullMarked
package io.github.gdprkit.example.chat.store;

import org.jspecify.annotations.NullMarked;
