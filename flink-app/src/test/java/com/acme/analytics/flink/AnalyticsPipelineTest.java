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
import com.acme.analytics.flink.hot.HotSinks;
import com.acme.analytics.flink.lake.LakeSink;
import com.acme.analytics.flink.live.LiveSink;
import com.acme.analytics.flink.unique.UniqueSink;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class AnalyticsPipelineTest {
  private static final KafkaConfig KAFKA =
      new KafkaConfig(
          "127.0.0.1:1",
          KafkaConfig.SecurityProtocol.SASL_SSL,
          "events.accepted",
          "definitions",
          "alerts",
          "events.unique",
          "live",
          "a");

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
            "lake-events",
            "lake-events: commits",
            "events-of-users",
            "track-funnels",
            "aggregate-funnels",
            "hot-funnels",
            "definitions",
            "take-figures",
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

  private static StreamGraph graph(Configuration configuration) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    new AnalyticsPipeline(Duration.ofHours(24), Duration.ofDays(7))
        .declare(
            environment,
            AcceptedEventsSource.of(KAFKA),
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
