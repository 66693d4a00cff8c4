package io.github.gdprkit.hook;

/** What becomes of a record when its data subject is erased (Art. 17). */
public enum ErasureMode {
  /** The record is deleted. */
  ERASE,
  /** The record stays and is nobody's any more: the person is replaced by the tombstone. */
  ANONYMISE,
  /** The record stays as a mark that there was one; its content is gone. */
  PLACEHOLDER
}
