package com.acme.analytics.cdk.druid;

import com.acme.analytics.cdk.kubernetes.Pods;
import com.acme.analytics.cdk.settings.PodSize;
import com.acme.analytics.cdk.settings.WarmClusterSettings;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the processes read when they start. There is no ZooKeeper: members and leaders are found
 * through Kubernetes, segments and tasks are handed out over HTTP.
 *
 * <p>Connections are in clear text, as ClickHouse's are; who may make one is in {@link
 * DruidNetworkPolicies}. That to the metadata's database is encrypted.
 *
 * @param bucket of segments, task reports and logs
 * @param database {@code host:port} of the metadata's
 * @see <a href="https://druid.apache.org/docs/33.0.0/configuration/">Druid configuration
 *     reference</a>
 */
public record DruidConfiguration(WarmClusterSettings settings, String bucket, String database) {
  static final String NAME = "druid-configuration";

  /** Objects' prefixes in the bucket. */
  public static final String SEGMENTS = "segments";

  public static final String LOGS = "logs";

  /** The database and its user. */
  public static final String METADATA = "druid";

  /** Of coordinators, and of routers: neither has data. */
  static final PodSize COORDINATOR = new PodSize(1_000, 4, 2);

  static final PodSize ROUTER = new PodSize(250, 1, 1);

  private static final String LOGGING =
      """
      <Configuration status="WARN">
        <Appenders>
          <Console name="Console" target="SYSTEM_OUT">
            <PatternLayout pattern="%d{ISO8601} %p [%t] %c - %m%n"/>
          </Console>
        </Appenders>
        <Loggers><Root level="info"><AppenderRef ref="Console"/></Root></Loggers>
      </Configuration>
      """;

  /** The ConfigMap. */
  public Map<String, Object> manifest() {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "ConfigMap",
        "metadata",
        DruidPods.OBJECTS.metadata(NAME, Pods.labels("druid")),
        "data",
        data());
  }

  /** Another one when the text is another, so that pods are made anew for it. */
  String revision() {
    return Integer.toHexString(data().toString().hashCode());
  }

  PodSize size(DruidRole role) {
    return switch (role) {
      case COORDINATOR -> COORDINATOR;
      case BROKER -> settings.broker();
      case HISTORICAL -> settings.historical();
      case INDEXER -> settings.indexer();
      case ROUTER -> ROUTER;
    };
  }

  private Map<String, Object> data() {
    Map<String, Object> files = new TreeMap<>();
    files.put("log4j2.xml", LOGGING);
    files.put("common.runtime.properties", common());
    for (DruidRole role : DruidRole.values()) {
      files.put(
          role.process() + ".properties",
          """
          druid.service=druid/%s
          druid.plaintextPort=%d
          """
                  .formatted(role.process(), role.port())
              + own(role));
    }
    return files;
  }

  private String common() {
    return """
    druid.extensions.directory=/opt/druid/extensions
    druid.extensions.loadList=["druid-kubernetes-extensions","druid-s3-extensions","postgresql-metadata-storage","druid-kafka-indexing-service","druid-datasketches"]
    druid.host=${env:POD_IP}
    druid.startup.logging.logProperties=false
    druid.emitter=logging
    druid.emitter.logging.logLevel=info

    druid.zk.service.enabled=false
    druid.discovery.type=k8s
    druid.discovery.k8s.clusterIdentifier=acme
    druid.serverview.type=http
    druid.indexer.runner.type=httpRemote

    druid.storage.type=s3
    druid.storage.bucket=%1$s
    druid.storage.baseKey=%2$s
    druid.storage.disableAcl=true
    druid.indexer.logs.type=s3
    druid.indexer.logs.s3Bucket=%1$s
    druid.indexer.logs.s3Prefix=%3$s
    druid.indexer.logs.disableAcl=true

    druid.selectors.coordinator.serviceName=druid/coordinator
    druid.selectors.indexing.serviceName=druid/overlord
    druid.lookup.enableLookupSyncOnStartup=false
    """
        .formatted(bucket, SEGMENTS, LOGS);
  }

  private String own(DruidRole role) {
    return switch (role) {
      case COORDINATOR -> coordinator();
      case BROKER -> processing(role) + "druid.sql.planner.metadataRefreshPeriod=PT10S\n";
      case HISTORICAL -> historical();
      case INDEXER -> indexer();
      case ROUTER ->
          """
          druid.router.managementProxy.enabled=true
          druid.router.defaultBrokerServiceName=druid/broker
          druid.router.coordinatorServiceName=druid/coordinator
          """;
    };
  }

  /** What is not used any more, dropped or replaced, is deleted a week later. */
  private String coordinator() {
    return """
    druid.coordinator.asOverlord.enabled=true
    druid.coordinator.asOverlord.overlordService=druid/overlord
    druid.metadata.storage.type=postgresql
    druid.metadata.storage.connector.connectURI=jdbc:postgresql://%1$s/%2$s?sslmode=require
    druid.metadata.storage.connector.user=%2$s
    druid.metadata.storage.connector.password=${file:UTF-8:%3$s}
    druid.indexer.storage.type=metadata
    druid.coordinator.kill.on=true
    druid.coordinator.kill.ignoreDurationToRetain=true
    druid.coordinator.kill.bufferPeriod=P7D
    druid.coordinator.kill.maxSegments=1000
    """
        .formatted(database, METADATA, DruidPods.PASSWORD_FILE);
  }

  private String historical() {
    return processing(DruidRole.HISTORICAL)
        + """
        druid.segmentCache.locations=[{"path":"%s/segments","maxSize":"%dg","freeSpacePercent":12.0}]
        """
            .formatted(DruidPods.DATA, settings.historical().storageGib());
  }

  /** A task keeps what it has not published on the node; another one reads it again. */
  private String indexer() {
    return processing(DruidRole.INDEXER)
        + """
        druid.worker.capacity=%1$d
        druid.indexer.task.baseDir=%2$s
        """
            .formatted(settings.slots(), DruidPods.DATA);
  }

  private String processing(DruidRole role) {
    DruidMemory memory = DruidMemory.of(role, size(role));
    return """
    druid.processing.buffer.sizeBytes=%d
    druid.processing.numThreads=%d
    druid.processing.numMergeBuffers=%d
    druid.processing.tmpDir=%s
    druid.query.groupBy.maxOnDiskStorage=1073741824
    """
        .formatted(memory.bufferBytes(), memory.threads(), memory.mergeBuffers(), DruidPods.DATA);
  }
}
