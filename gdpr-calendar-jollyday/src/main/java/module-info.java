/** Public holidays for the deadlines of gdprkit, with Jollyday. */
module io.github.gdprkit.calendar.jollyday {
  requires de.focus_shift.jollyday.core;
  requires transitive io.github.gdprkit;
  requires static org.jspecify;

  exports io.github.gdprkit.calendar.jollyday;
}
