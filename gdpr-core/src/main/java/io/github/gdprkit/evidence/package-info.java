/**
 * Proof of what was done, free of personal data (Art. 5(2), 24): one chain of entries per
 * controller, signed checkpoints outside the database, and a verifier that needs neither the
 * application nor the database.
 */
@NullMarked
package io.github.gdprkit.evidence;

import org.jspecify.annotations.NullMarked;
