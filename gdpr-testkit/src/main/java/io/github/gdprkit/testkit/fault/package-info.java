/** Hooks, attachments and stores that go wrong at a chosen moment. */
@NullMarked
package io.github.gdprkit.testkit.fault;

import org.jspecify.annotations.NullMarked;
