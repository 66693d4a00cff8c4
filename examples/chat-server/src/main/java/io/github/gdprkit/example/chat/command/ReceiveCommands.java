package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.gdpr.Corrections;
import io.github.gdprkit.example.chat.store.User;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Correction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The rights that people can use here, each as a command. */
final class ReceiveCommands {

  private ReceiveCommands() {}

  @Command(
      name = "access",
      description = "The person wants to know what is kept about them, and a copy of it (Art. 15).")
  static final class Access extends ReceiveCommand {

    Access(ChatEnvironment environment) {
      super(environment, Claim.ACCESS);
    }
  }

  @Command(
      name = "erase",
      description = {
        "The person wants to be forgotten (Art. 17).",
        "The command plan-erasure shows what that would do."
      })
  static final class Erase extends ReceiveCommand {

    Erase(ChatEnvironment environment) {
      super(environment, Claim.ERASURE);
    }
  }

  @Command(
      name = "export",
      description =
          "The person wants to take along what they provided, in a form that programs can read (Art."
              + " 20).")
  static final class Export extends ReceiveCommand {

    Export(ChatEnvironment environment) {
      super(environment, Claim.PORTABILITY);
    }
  }

  @Command(
      name = "rectify",
      description = {
        "The person says that something about them is wrong or incomplete (Art. 16).",
        "Example: --set profile.lastName=Lindqvist"
      })
  static final class Rectify extends ReceiveCommand {

    @Option(
        names = "--set",
        required = true,
        paramLabel = "<kind>.<field>=<value>",
        description =
            "What is to be put right, such as profile.email=anna@choir.example. Repeat it for more.")
    private List<String> values = new ArrayList<>();

    Rectify(ChatEnvironment environment) {
      super(environment, Claim.RECTIFICATION);
    }

    @Override
    List<Correction> corrections(ChatDesk desk, User user) throws SQLException {
      Map<String, Correction> corrections = new LinkedHashMap<>();
      for (String text : values) {
        int sign = text.indexOf('=');
        int dot = text.indexOf('.');
        if (dot < 1 || sign < dot) {
          throw usage(
              "--set names the kind of data, the field and what it shall be:"
                  + " profile.lastName=Lindqvist");
        }
        String name = text.substring(0, sign);
        if (!Corrections.names().contains(name)) {
          throw usage(
              "there is no %s that can be put right in this way; there are %s"
                  .formatted(name, String.join(", ", Corrections.names())));
        }
        Correction correction =
            new Correction(
                new HookId(name.substring(0, dot)),
                name.substring(dot + 1),
                text.substring(sign + 1));
        Corrections.requirePossible(desk.database(), desk.organisation(), user, correction);
        corrections.put(name, correction);
      }
      return List.copyOf(corrections.values());
    }
  }

  @Command(
      name = "restrict",
      description =
          "The person wants their data kept and not used otherwise for the time being (Art. 18).")
  static final class Restrict extends ReceiveCommand {

    Restrict(ChatEnvironment environment) {
      super(environment, Claim.RESTRICTION);
    }
  }

  @Command(
      name = "object",
      description = {
        "The person objects, for reasons of their own situation, to what rests on legitimate"
            + " interests (Art. 21(1)). While that is weighed their data is restricted.",
        "With --direct-marketing the objection is absolute (Art. 21(2) and (3))."
      })
  static final class Objection extends ReceiveCommand {

    @Option(
        names = "--direct-marketing",
        description = "The person wants no more direct marketing, here the e-mail digest.")
    private boolean directMarketing;

    Objection(ChatEnvironment environment) {
      super(environment, Claim.OBJECTION);
    }

    @Override
    Claim claim() {
      return directMarketing ? Claim.OBJECTION_TO_DIRECT_MARKETING : super.claim();
    }
  }
}
