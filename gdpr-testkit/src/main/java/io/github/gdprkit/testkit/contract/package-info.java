/** What implementors of the library's interfaces promise, as tests to implement and run. */
@NullMarked
package io.github.gdprkit.testkit.contract;

import org.jspecify.annotations.NullMarked;
