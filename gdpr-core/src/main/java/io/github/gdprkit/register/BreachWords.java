package io.github.gdprkit.register;

/** What became of the words that belong to an entry of evidence. */
public enum BreachWords {
  /** The entry has none. */
  NONE,
  /** They are those that the entry names. */
  INTACT,
  /** They are not there any more. */
  ERASED,
  /** They are not those that the entry names: somebody changed them behind the register's back. */
  ALTERED
}
