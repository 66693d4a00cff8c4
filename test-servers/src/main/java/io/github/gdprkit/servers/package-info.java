/** PostgreSQL and MariaDB as processes of their own, for tests and benchmarks. Not published. */
@NullMarked
package io.github.gdprkit.servers;

import org.jspecify.annotations.NullMarked;
