/**
 * What became of data whose erasure was asked for (Art. 17): outcomes, legal holds, the ledger of
 * erasures that lies outside the database, and the guard that notices when a backup was restored.
 */
@NullMarked
package io.github.gdprkit.erasure;

import org.jspecify.annotations.NullMarked;
