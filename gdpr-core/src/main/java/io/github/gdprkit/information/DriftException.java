package io.github.gdprkit.information;

import io.github.gdprkit.GdprException;
import java.util.List;

/**
 * The record of processing and the software do not agree. Lists everything at once; mend the
 * activities, declarations or exclusions that it names.
 */
public final class DriftException extends GdprException {
  private static final long serialVersionUID = 1L;

  private final transient List<DriftFinding> findings;

  DriftException(List<DriftFinding> findings) {
    super(
        "The record of processing and the software have drifted apart:"
            + findings.stream()
                .map(
                    finding ->
                        "\n- " + finding.kind() + " " + finding.name() + ": " + finding.text())
                .reduce("", String::concat),
        null);
    this.findings = List.copyOf(findings);
  }

  /** What does not agree; empty on an exception that was serialised. */
  public List<DriftFinding> findings() {
    return findings == null ? List.of() : findings;
  }
}
