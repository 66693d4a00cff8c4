/** Working days of countries and regions, from the holiday data of Jollyday. */
@NullMarked
package io.github.gdprkit.calendar.jollyday;

import org.jspecify.annotations.NullMarked;
