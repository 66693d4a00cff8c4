/**
 * The crash programme: worker processes and database servers that are killed while they answer
 * requests, and what has to be true afterwards.
 */
package io.github.gdprkit.jdbc.crash;
