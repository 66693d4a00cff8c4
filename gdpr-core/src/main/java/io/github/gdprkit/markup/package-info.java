/** Documents as HTML, Markdown and CSV. Not exported: no part of what the library promises. */
@NullMarked
package io.github.gdprkit.markup;

import org.jspecify.annotations.NullMarked;
