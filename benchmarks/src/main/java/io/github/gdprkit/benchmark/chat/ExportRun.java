package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.benchmark.MeasuredChild;

/**
 * One export.
 *
 * @param serverSeconds the processor time of the database server
 * @param count what is in the archive
 * @param archiveBytes its size
 */
record ExportRun(
    MeasuredChild child, double serverSeconds, ArchiveCount count, long archiveBytes) {}
