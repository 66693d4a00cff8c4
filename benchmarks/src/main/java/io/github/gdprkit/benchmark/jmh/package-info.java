/** Measurements of single stages with JMH. Results stand in benchmarks/README.md. */
@NullMarked
package io.github.gdprkit.benchmark.jmh;

import org.jspecify.annotations.NullMarked;
