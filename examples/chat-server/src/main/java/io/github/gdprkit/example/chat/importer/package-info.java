/** Reads the Mattermost bulk export format into the chat database. */
@NullMarked
package io.github.gdprkit.example.chat.importer;

import org.jspecify.annotations.NullMarked;
