package io.github.gdprkit.information;

import java.util.List;

/**
 * The record of processing activities that a supervisory authority can ask for (Art. 30): a
 * controller's own, or that of a processor. Made from the declarations that run the requests, so it
 * changes when they do. The same content gives the same bytes.
 */
public sealed interface RecordOfProcessing permits ControllerRecord, ProcessorRecord {

  /** What the Regulation asks for and nobody has said; the documents list it as well. */
  List<InformationGap> gaps();

  /** As a page of its own, without script or anything from elsewhere. */
  String html();

  /** As Markdown, in which every value is text. */
  String markdown();

  /** As rows for a spreadsheet, one for each activity and category of data. */
  String csv();
}
