package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.subject.DataSubject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;

/** Exports one person's messages with gdprkit. */
public final class KitExport {

  private KitExport() {}

  /**
   * Exports.
   *
   * @param arguments the address of the database, the person, the folder of the archive, the number
   *     of threads, the level of compression, how often (1), and {@code unforced} for checkpoints
   *     that are not durable
   */
  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    DataSource database = Databases.at(url);
    ArchiveStore archives = new DirectoryArchiveStore(Path.of(arguments[2]));
    if (arguments.length > 6 && arguments[6].equals("unforced")) {
      archives = new UnforcedArchives(archives);
    }
    try {
      export(database, archives, arguments);
    } finally {
      if (database instanceof AutoCloseable pool) {
        pool.close();
      }
    }
  }

  private static void export(DataSource database, ArchiveStore archives, String[] arguments)
      throws Exception {
    GdprKit kit =
        GdprKit.builder()
            .controller(MessageHooks.CONTROLLER)
            .hooks(HookCatalog.of(MessageHooks.of(database, Databases.isSqlite(arguments[0]))))
            .archives(archives)
            .format(new JacksonArchiveFormat())
            .build();
    ExportOptions options =
        ExportOptions.defaults()
            .withThreads(Integer.parseInt(arguments[3]))
            .withCompressionLevel(Integer.parseInt(arguments[4]));
    int runs = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 1;
    for (int run = 0; run < runs; run++) {
      Instant start = Clock.systemUTC().instant();
      ExportOrder order =
          ExportOrder.of(
              new ArchiveId("messages-" + run),
              DataSubject.ofAccount(arguments[1]),
              "Person " + arguments[1],
              ThirdPartyPolicy.OWN,
              new Approval("benchmark", "the benchmark", start));
      ExportOutcome outcome = kit.exports().run(order, options, ProgressListener.none());
      if (!(outcome instanceof ExportOutcome.Completed completed)) {
        throw new IllegalStateException("The export is not complete: " + outcome);
      }
      System.out.printf(
          "%d records, %d ms%n",
          completed.manifest().records(), Clock.systemUTC().millis() - start.toEpochMilli());
    }
  }
}
