/**
 * Until when: the month of Art. 12(3), its pauses and its extension, the month of Art. 14(3), the
 * 72 hours of Art. 33(1), and the counting of Regulation 1182/71 beneath them. Holidays come from
 * the host, as {@link io.github.gdprkit.deadline.WorkingDays}.
 */
@NullMarked
package io.github.gdprkit.deadline;

import org.jspecify.annotations.NullMarked;
