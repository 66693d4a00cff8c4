package io.github.gdprkit.example.chat.desk;

import io.github.gdprkit.example.chat.gdpr.ChatActivities;
import io.github.gdprkit.example.chat.gdpr.ChatHooks;
import io.github.gdprkit.example.chat.gdpr.ChatStores;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.vendor.Customers;
import io.github.gdprkit.example.chat.vendor.EngagedSubprocessors;
import io.github.gdprkit.example.chat.vendor.HarbourChat;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.information.DriftCheck;
import io.github.gdprkit.information.DriftFinding;
import io.github.gdprkit.information.JoinedActivities;
import io.github.gdprkit.information.NoticeWords;
import io.github.gdprkit.information.ProcessingActivities;
import io.github.gdprkit.jdbc.GdprSchema;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.register.SubprocessorRegister;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What organisations do with personal data by this chat, and who helps them. */
public final class ChatRecords {

  private ChatRecords() {}

  /** The activities of one organisation; whom the vendor engages, its register says. */
  static ProcessingActivities activities(
      Organisation organisation,
      DeskSettings settings,
      Deployment where,
      JdbcRequestStore store,
      Clock clock) {
    SubprocessorRegister register = HarbourChat.reader(store, clock);
    return ChatActivities.of(
        settings.described(organisation),
        where,
        new EngagedSubprocessors(
            store, register, DeskSettings.partyId(organisation), where, clock));
  }

  /**
   * The activities of all organisations that have the vendor as a processor.
   *
   * @param elsewhere where all of them run; {@code null} is where the settings of each say
   */
  public static List<JoinedActivities> customers(
      ChatDatabase database, @Nullable Deployment elsewhere, Clock clock)
      throws SQLException, IOException {
    List<JoinedActivities> customers = new ArrayList<>();
    GdprSchema.migrate(database.dataSource());
    JdbcRequestStore store = JdbcRequestStore.open(database.dataSource());
    for (Organisation organisation : Customers.of(database, store)) {
      DeskSettings settings = DeskSettings.of(database, organisation);
      Deployment where = elsewhere == null ? settings.where() : elsewhere;
      if (!where.services().isEmpty()) {
        customers.add(
            activities(organisation, settings, where, store, clock)
                .joinedWith(ChatHooks.over(database, organisation)));
      }
    }
    return customers;
  }

  /** What does not agree: activities, hooks, and the tables and files that are really there. */
  public static List<DriftFinding> drift(ChatDatabase database, JoinedActivities activities)
      throws SQLException {
    DriftCheck check = DriftCheck.of(activities).stores(ChatStores.actual(database));
    for (Map.Entry<String, String> excluded : ChatStores.withoutHook(database).entrySet()) {
      check = check.except(excluded.getKey(), excluded.getValue());
    }
    return check.findings();
  }

  /** What notices say besides, for data that did not come from the person. */
  public static NoticeWords words(DeskSettings settings, JoinedActivities activities) {
    NoticeWords words =
        NoticeWords.of(
            settings.authority(),
            settings.imprint().contact().isBlank()
                ? "Ask an administrator of the chat."
                : "Write to " + settings.imprint().contact() + ".");
    for (Declaration declaration : activities.declarations()) {
      PersonalDataCategory category = declaration.category();
      if (declaration.sources().contains(SourceOfData.OBTAINED_ELSEWHERE)) {
        words =
            words.source(
                category,
                "from other users of the chat, or from an import; not publicly accessible");
      }
    }
    return words.source(ChatActivities.REQUESTS, "from the person who asks, or who asks for them");
  }
}
