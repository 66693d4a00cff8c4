/**
 * What people and authorities are told about the processing, from activities and declarations (Art.
 * 13 to 15, 30).
 */
@NullMarked
package io.github.gdprkit.information;

import org.jspecify.annotations.NullMarked;
