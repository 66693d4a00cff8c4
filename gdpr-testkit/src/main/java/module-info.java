/**
 * What an implementor of the library's interfaces tests with: contracts to run, fakes that keep
 * them, a clock that stands still, a small host with people in it, and faults to survive.
 */
module io.github.gdprkit.testkit {
  requires transitive io.github.gdprkit;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports io.github.gdprkit.testkit.canary;
  exports io.github.gdprkit.testkit.contract;
  exports io.github.gdprkit.testkit.fault;
  exports io.github.gdprkit.testkit.fixture;
  exports io.github.gdprkit.testkit.gdpr;
  exports io.github.gdprkit.testkit.memory;
  exports io.github.gdprkit.testkit.page;
  exports io.github.gdprkit.testkit.time;
}
