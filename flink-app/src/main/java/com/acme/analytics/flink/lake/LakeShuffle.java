package com.acme.analytics.flink.lake;

import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.device.DescribedEvent;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * Brings the events of one customer and hour to as few writers as can write them, so that a
 * checkpoint makes few files, and large ones.
 *
 * @param writersPerHour how many writers share one customer's hour, &gt; 0
 */
public record LakeShuffle(int writersPerHour) implements KeySelector<DescribedEvent, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public String getKey(DescribedEvent event) {
    AcceptedEvent accepted = event.accepted();
    CustomerHour partition = CustomerHour.of(accepted);
    int writer =
        writersPerHour == 1
            ? 0
            : Math.floorMod(Long.hashCode(accepted.eventIdLow()), writersPerHour);
    return partition.customer() + '/' + partition.hour() + '/' + writer;
  }
}
