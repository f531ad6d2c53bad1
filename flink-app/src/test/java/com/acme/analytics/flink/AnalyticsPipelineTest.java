package com.acme.analytics.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.acme.analytics.flink.accepted.AcceptedEventsSource;
import com.acme.analytics.flink.alert.AlertsSink;
import com.acme.analytics.flink.config.ClickHouseConfig;
import com.acme.analytics.flink.config.KafkaConfig;
import com.acme.analytics.flink.config.LakeConfig;
import com.acme.analytics.flink.definition.DefinitionsSource;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.historical.LimitedSource;
import com.acme.analytics.flink.hot.HotSinks;
import com.acme.analytics.flink.lake.LakeSink;
import com.acme.analytics.flink.live.LiveSink;
import com.acme.analytics.flink.unique.UniqueSink;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class AnalyticsPipelineTest {
  private static final KafkaConfig KAFKA =
      new KafkaConfig(
          "127.0.0.1:1",
          KafkaConfig.SecurityProtocol.SASL_SSL,
          "events.accepted",
          "events.historical",
          "definitions",
          "alerts",
          "events.unique",
          "live",
          "a",
          "b");

  @Test
  void everyOperatorHasAUidAndANameOfItsOwn() {
    StreamGraph graph = graph(new Configuration().set(PipelineOptions.AUTO_GENERATE_UIDS, false));

    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .doesNotContainNull()
        .doesNotHaveDuplicates()
        .contains(
            "accepted-events",
            "deduplicate",
            "describe-device",
            "within-warm-range",
            "unique-events",
            "within-hot-range",
            "hot-events",
            "read-event",
            "pre-aggregate",
            "aggregate-windows",
            "split-measures",
            "hot-windows",
            "track-sessions",
            "hot-sessions",
            "dirty-windows",
            "dirty-sessions",
            "hot-dirty-ranges",
            "lake-events",
            "lake-events: commits",
            "historical-events",
            "deduplicate-historical",
            "describe-device-historical",
            "lake-historical",
            "lake-historical: commits",
            "events-of-users",
            "track-funnels",
            "aggregate-funnels",
            "hot-funnels",
            "definitions",
            "recent-minutes",
            "gather-live",
            "live",
            "follow-rules",
            "judge-windows",
            "alerts");
    assertThatCode(graph::getJobGraph).doesNotThrowAnyException();
  }

  @Test
  void noTypeBetweenOperatorsNeedsKryo() {
    Configuration noGenericTypes = new Configuration().set(PipelineOptions.GENERIC_TYPES, false);

    assertThatCode(() -> graph(noGenericTypes).getJobGraph()).doesNotThrowAnyException();

    TypeInformation<DescribedEvent> type = TypeInformation.of(DescribedEvent.class);
    assertThat(type).isInstanceOf(PojoTypeInfo.class);
    assertThatCode(() -> type.createSerializer(new SerializerConfigImpl(noGenericTypes)))
        .doesNotThrowAnyException();
  }

  @Test
  void whatFollowsAUserRunsWhereDeDuplicationHasBroughtItsEvents() {
    List<String> tasks = new ArrayList<>();
    graph(new Configuration())
        .getJobGraph()
        .getVertices()
        .forEach(task -> tasks.add(task.getName()));

    assertThat(tasks)
        .anyMatch(
            task ->
                task.startsWith("deduplicate")
                    && task.contains("read event")
                    && task.contains("pre-aggregate")
                    && task.contains("track sessions"));
  }

  @Test
  void aHistoricalEventHasAWayToTheLakeAndToNothingThatIsHot() {
    StreamGraph graph = graph(new Configuration());
    Set<String> behind = behind(graph, "historical-events");

    assertThat(behind)
        .contains("deduplicate-historical", "describe-device-historical", "lake-historical")
        .doesNotContain(
            "within-hot-range",
            "read-event",
            "pre-aggregate",
            "track-sessions",
            "events-of-users",
            "judge-windows",
            "alerts")
        .noneMatch(operator -> operator.startsWith("hot-"));
    assertThat(behind(graph, "accepted-events")).contains("hot-events");
  }

  @Test
  void liveEventsShareNoTaskWithHistoricalOnes() {
    StreamGraph graph = graph(new Configuration());

    assertThat(behind(graph, "accepted-events"))
        .doesNotContainAnyElementsOf(
            List.of(
                "deduplicate-historical",
                "describe-device-historical",
                "lake-historical",
                "lake-historical: commits"));
    graph
        .getJobGraph()
        .getVertices()
        .forEach(
            task -> {
              if (task.getName().contains("historical")) {
                assertThat(task.getName()).doesNotContain("lake events", "read event", "accepted");
              }
            });
  }

  /** The operators that an operator's records can come to. */
  private static Set<String> behind(StreamGraph graph, String uid) {
    Set<String> behind = new HashSet<>();
    Deque<StreamNode> open = new ArrayDeque<>();
    graph.getStreamNodes().stream()
        .filter(node -> uid.equals(node.getTransformationUID()))
        .forEach(open::add);
    while (!open.isEmpty()) {
      for (StreamEdge edge : open.remove().getOutEdges()) {
        StreamNode next = graph.getStreamNode(edge.getTargetId());
        if (behind.add(next.getTransformationUID())) {
          open.add(next);
        }
      }
    }
    return behind;
  }

  private static StreamGraph graph(Configuration configuration) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    new AnalyticsPipeline(Duration.ofHours(24), Duration.ofDays(7), Duration.ofSeconds(5))
        .declare(
            environment,
            AcceptedEventsSource.of(KAFKA),
            LimitedSource.of(AcceptedEventsSource.historical(KAFKA), /* perSecond= */ 1_000),
            DefinitionsSource.of(KAFKA),
            HotSinks.of(new ClickHouseConfig(URI.create("http://127.0.0.1:1"), "acme", "arn")),
            new LakeSink(
                new LakeConfig(
                    URI.create("http://127.0.0.1:1"),
                    "a",
                    LakeConfig.Authentication.SIGV4,
                    "acme",
                    /* writersPerHour= */ 1,
                    /* bufferBytes= */ 1 << 20,
                    Duration.ofMinutes(1))),
            UniqueSink.of(KAFKA),
            LiveSink.of(KAFKA),
            AlertsSink.of(KAFKA));
    return environment.getStreamGraph();
  }
}
