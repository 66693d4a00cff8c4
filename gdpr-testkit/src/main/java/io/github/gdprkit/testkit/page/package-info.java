/** Whether a page is right, as another program sees it. */
@NullMarked
package io.github.gdprkit.testkit.page;

import org.jspecify.annotations.NullMarked;
