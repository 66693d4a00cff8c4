/**
 * The chat server's data: tables in a SQLite file or in PostgreSQL, and a folder with the bytes of
 * the uploads.
 */
@NullMarked
package io.github.gdprkit.example.chat.store;

import org.jspecify.annotations.NullMarked;
