/** Work on a granted request: driving the hooks, page by page, so that a crash loses nothing. */
@NullMarked
package io.github.gdprkit.fulfilment;

import org.jspecify.annotations.NullMarked;
