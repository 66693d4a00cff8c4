/**
 * The data subject rights engine an application embeds: models, workflows and the interfaces a host
 * implements. Needs the JDK and SLF4J, nothing else.
 */
module io.github.gdprkit {
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.gdprkit;
  exports io.github.gdprkit.archive;
  exports io.github.gdprkit.deadline;
  exports io.github.gdprkit.erasure;
  exports io.github.gdprkit.evidence;
  exports io.github.gdprkit.fulfilment;
  exports io.github.gdprkit.hook;
  exports io.github.gdprkit.information;
  exports io.github.gdprkit.party;
  exports io.github.gdprkit.processing;
  exports io.github.gdprkit.propagation;
  exports io.github.gdprkit.register;
  exports io.github.gdprkit.request;
  exports io.github.gdprkit.subject;
}
