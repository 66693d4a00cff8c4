/**
 * Measurements, end to end and in processes of their own. Results stand in benchmarks/README.md.
 */
@NullMarked
package io.github.gdprkit.benchmark;

import org.jspecify.annotations.NullMarked;
