/** Where requests are answered: gdprkit put together over one chat database. */
@NullMarked
package io.github.gdprkit.example.chat.desk;

import org.jspecify.annotations.NullMarked;
