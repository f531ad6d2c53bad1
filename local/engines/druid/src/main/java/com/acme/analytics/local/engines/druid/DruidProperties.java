package com.acme.analytics.local.engines.druid;

import java.nio.file.Path;
import java.util.Properties;

/**
 * What all services are told. Periods are short and pools small: one machine's data come by the
 * thousand, and somebody waits for them.
 *
 * @param directory for everything that is kept
 * @see <a href="https://druid.apache.org/docs/33.0.0/configuration/">Druid configuration
 *     reference</a>
 */
record DruidProperties(DruidPorts ports, Path directory) {
  private static final String BUFFER_BYTES = Integer.toString(8 << 20);
  private static final String SPILL_BYTES = Integer.toString(1 << 30);

  Properties common() {
    Properties all = new Properties();
    all.setProperty("druid.host", "127.0.0.1");
    all.setProperty("druid.bindOnHost", "true");
    all.setProperty("druid.extensions.loadList", "[]");
    all.setProperty("druid.extensions.searchCurrentClassloader", "true");
    all.setProperty("druid.startup.logging.logProperties", "false");
    all.setProperty("druid.emitter", "noop");
    all.setProperty("druid.zk.service.host", "127.0.0.1:" + ports.zooKeeper());
    all.setProperty("druid.server.http.numThreads", "12");
    all.setProperty("druid.server.http.gracefulShutdownTimeout", "PT1S");
    all.setProperty("druid.global.http.numConnections", "8");
    all.setProperty("druid.lookup.enableLookupSyncOnStartup", "false");
    addStorage(all);
    addCoordinator(all);
    addProcessing(all);
    all.setProperty("druid.sql.planner.metadataRefreshPeriod", "PT1S");
    all.setProperty("druid.router.managementProxy.enabled", "true");
    all.setProperty("druid.router.defaultBrokerServiceName", "druid/broker");
    all.setProperty("druid.router.coordinatorServiceName", "druid/coordinator");
    return all;
  }

  private void addStorage(Properties all) {
    all.setProperty("druid.metadata.storage.type", "derby");
    all.setProperty("druid.metadata.storage.connector.host", "127.0.0.1");
    all.setProperty("druid.metadata.storage.connector.port", Integer.toString(ports.derby()));
    all.setProperty(
        "druid.metadata.storage.connector.connectURI",
        "jdbc:derby://127.0.0.1:%d/%s;create=true".formatted(ports.derby(), place("metadata")));
    all.setProperty("druid.storage.type", "local");
    all.setProperty("druid.storage.storageDirectory", place("segments"));
    all.setProperty("druid.indexer.logs.type", "file");
    all.setProperty("druid.indexer.logs.directory", place("task-logs"));
    all.setProperty("druid.indexer.task.baseTaskDir", place("tasks"));
    all.setProperty(
        "druid.segmentCache.locations",
        "[{\"path\":\"%s\",\"maxSize\":\"10g\"}]".formatted(place("segment-cache")));
    all.setProperty("druid.processing.tmpDir", place("tmp"));
  }

  private static void addCoordinator(Properties all) {
    all.setProperty("druid.coordinator.asOverlord.enabled", "true");
    all.setProperty("druid.coordinator.asOverlord.overlordService", "druid/overlord");
    all.setProperty("druid.selectors.indexing.serviceName", "druid/overlord");
    all.setProperty("druid.selectors.coordinator.serviceName", "druid/coordinator");
    all.setProperty("druid.coordinator.startDelay", "PT1S");
    all.setProperty("druid.coordinator.period", "PT5S");
    all.setProperty("druid.manager.segments.pollDuration", "PT5S");
    all.setProperty("druid.manager.rules.pollDuration", "PT5S");
    all.setProperty("druid.indexer.queue.startDelay", "PT1S");
    all.setProperty("druid.indexer.runner.type", "httpRemote");
    all.setProperty("druid.indexer.storage.type", "metadata");
    // One for the stream; compaction by range is a task that waits for another.
    all.setProperty("druid.worker.capacity", "3");
    addDeletion(all);
  }

  /** What is not used any more, dropped or replaced, is deleted a week later. */
  private static void addDeletion(Properties all) {
    all.setProperty("druid.coordinator.kill.on", "true");
    all.setProperty("druid.coordinator.kill.ignoreDurationToRetain", "true");
    all.setProperty("druid.coordinator.kill.bufferPeriod", "P7D");
  }

  private static void addProcessing(Properties all) {
    all.setProperty("druid.processing.buffer.sizeBytes", BUFFER_BYTES);
    all.setProperty("druid.processing.numThreads", "1");
    all.setProperty("druid.processing.numMergeBuffers", "2");
    // A group of a buffer has room for a whole sketch of 64 KB: many groups spill.
    all.setProperty("druid.query.groupBy.maxOnDiskStorage", SPILL_BYTES);
    all.setProperty("druid.indexer.server.maxChatRequests", "0");
  }

  private String place(String name) {
    return directory.resolve(name).toString();
  }
}
