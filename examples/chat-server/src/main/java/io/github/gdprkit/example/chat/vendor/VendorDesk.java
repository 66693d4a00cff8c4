package io.github.gdprkit.example.chat.vendor;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.OwnerOnly;
import io.github.gdprkit.jdbc.GdprSchema;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.register.SubprocessorNotice;
import io.github.gdprkit.register.SubprocessorRegister;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;

/**
 * Where the vendor works. Its register lies in the same database as the chat, under its own key, so
 * that the chains of the organisations know nothing of it.
 */
public final class VendorDesk {

  private final JdbcRequestStore store;
  private final SubprocessorRegister register;
  private final Path outbox;
  private final Clock clock;

  private VendorDesk(ChatDatabase database, Clock clock) throws SQLException {
    this.clock = clock;
    this.outbox = database.location().beside("-notices");
    GdprSchema.migrate(database.dataSource());
    this.store = JdbcRequestStore.open(database.dataSource());
    this.register = HarbourChat.register(store, database, this::put, clock);
  }

  /** Opens it, and makes its tables when they are not there yet. */
  public static VendorDesk open(ChatDatabase database, Clock clock)
      throws SQLException, IOException {
    return new VendorDesk(database, clock);
  }

  /** Whom the vendor engages. */
  public SubprocessorRegister register() {
    return register;
  }

  /** The vendor's civil day. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), HarbourChat.ZONE);
  }

  /** Where the notices wait to be sent, a file for each controller: this program sends nothing. */
  public Path outbox() {
    return outbox;
  }

  /** The file with the notice to one controller. */
  public Path file(SubprocessorNotice notice) {
    return outbox
        .resolve(notice.to().id().value())
        .resolve(notice.on() + "-" + notice.subprocessor() + ".md");
  }

  private void put(SubprocessorNotice notice) throws IOException {
    Path file = file(notice);
    OwnerOnly.folder(outbox);
    OwnerOnly.folder(outbox.resolve(notice.to().id().value()));
    OwnerOnly.file(file);
    Files.writeString(file, notice.document().markdown(), StandardCharsets.UTF_8);
  }
}
