package com.acme.analytics.flink.device;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.metrics.JobMetrics;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.function.SerializableSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds to each event what it was sent from. An event without a user agent, or with one that can't
 * be read, passes all the same. Results are remembered, since reading a user agent costs thousands
 * of times more than finding it again, and a few thousand of them make up most traffic.
 */
public final class DescribeDevice extends RichMapFunction<AcceptedEvent, DescribedEvent> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DescribeDevice.class);

  /** Room for about 60,000 user agents of usual length, whatever the length of unusual ones. */
  private static final long CACHE_BYTES = 32 << 20;

  /** What an entry takes beside the characters of its key, about. */
  private static final int ENTRY_BYTES = 400;

  private final SerializableSupplier<UserAgentParser> parsers;
  private transient UserAgentParser parser;
  private transient Cache<String, Device> devices;
  private transient Counter parsed;
  private transient Counter unparsable;

  /** Each subtask makes a parser of its own: one that is shared would parse for one at a time. */
  public DescribeDevice() {
    this(YauaaParser::new);
  }

  /** Its parser is made for the first user agent: where there may never be any events. */
  public static DescribeDevice whenNeeded() {
    return new DescribeDevice(() -> new ParserWhenNeeded(YauaaParser::new));
  }

  DescribeDevice(SerializableSupplier<UserAgentParser> parsers) {
    this.parsers = parsers;
  }

  @Override
  public void open(OpenContext context) {
    parser = parsers.get();
    devices =
        Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((String userAgent, Device device) -> ENTRY_BYTES + userAgent.length())
            // No thread of its own, which would outlive the job.
            .executor(Runnable::run)
            .build();
    var metrics = JobMetrics.of(getRuntimeContext().getMetricGroup());
    parsed = metrics.counter("acme_stream_user_agents_parsed_total");
    unparsable = metrics.counter("acme_stream_user_agents_unparsable_total");
  }

  /** A restarted task makes the next parser: this one's memory is free by then. */
  @Override
  public void close() {
    parser = null;
    devices = null;
  }

  @Override
  public DescribedEvent map(AcceptedEvent event) {
    String userAgent = event.userAgent();
    return new DescribedEvent(
        event, userAgent.isEmpty() ? Device.NONE : devices.get(userAgent, this::parse));
  }

  private Device parse(String userAgent) {
    parsed.inc();
    try {
      return parser.parse(userAgent);
    } catch (RuntimeException | StackOverflowError e) {
      // Its grammar is recursive and the text a stranger's. The text itself stays out of the log.
      unparsable.inc();
      LOG.warn("a user agent of {} characters can't be parsed", userAgent.length(), e);
      return Device.OTHER;
    }
  }
}
