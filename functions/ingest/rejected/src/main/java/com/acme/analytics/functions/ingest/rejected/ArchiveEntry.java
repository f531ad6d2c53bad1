package com.acme.analytics.functions.ingest.rejected;

import tools.jackson.core.JsonGenerator;

/** One record of the topic, as a line of an object. */
public interface ArchiveEntry {
  /** The folder it belongs in. */
  ArchiveGroup group();

  int partition();

  long offset();

  /** Writes the line's JSON object. */
  void write(JsonGenerator json);
}
