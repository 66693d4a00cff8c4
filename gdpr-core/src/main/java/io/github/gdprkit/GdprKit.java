package io.github.gdprkit;

import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.fulfilment.Exports;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.party.Controller;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The front door. An application makes one for each controller, from the hooks it implements and
 * the stores it chose, and gives people their data through it. Safe for use by many threads.
 */
public final class GdprKit {

  private final Controller controller;
  private final HookCatalog hooks;
  private final Exports exports;

  private GdprKit(Controller controller, HookCatalog hooks, Exports exports) {
    this.controller = controller;
    this.hooks = hooks;
    this.exports = exports;
  }

  /** Begins a kit. */
  public static Builder builder() {
    return new Builder();
  }

  /** Who answers. */
  public Controller controller() {
    return controller;
  }

  /** What the application keeps about people. */
  public HookCatalog hooks() {
    return hooks;
  }

  /** Archives of personal data (Art. 15(3), 20). */
  public Exports exports() {
    return exports;
  }

  /** Collects what a kit needs. */
  public static final class Builder {

    private @Nullable Controller controller;
    private @Nullable HookCatalog hooks;
    private @Nullable ArchiveStore archives;
    private @Nullable ArchiveFormat format;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /** Who answers to data subjects; required. */
    public Builder controller(Controller newController) {
      controller = newController;
      return this;
    }

    /** What the application keeps; required. */
    public Builder hooks(HookCatalog newHooks) {
      hooks = newHooks;
      return this;
    }

    /** Where archives are kept; required. */
    public Builder archives(ArchiveStore newArchives) {
      archives = newArchives;
      return this;
    }

    /** How records become bytes; required. gdpr-jackson has one. */
    public Builder format(ArchiveFormat newFormat) {
      format = newFormat;
      return this;
    }

    /** What time it is; the system's clock unless it is set. */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    /**
     * The kit.
     *
     * @throws NullPointerException naming what is missing
     */
    public GdprKit build() {
      Controller who = Objects.requireNonNull(controller, "set the controller");
      HookCatalog what = Objects.requireNonNull(hooks, "set the hooks");
      Exports exports =
          new Exports(
              who,
              what,
              Objects.requireNonNull(archives, "set the archives' store"),
              Objects.requireNonNull(format, "set the archives' format"),
              clock);
      return new GdprKit(who, what, exports);
    }
  }
}
