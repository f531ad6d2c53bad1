package com.acme.analytics.flink.lake;

import java.util.Optional;
import org.apache.iceberg.DataFile;

/**
 * What became of the events of one file.
 *
 * @param file empty when none of them could be read
 * @param undecodable events that could not be read, and are in no file
 */
record StoredFile(Optional<DataFile> file, int undecodable) {}
