package com.acme.analytics.flink.hot;

import java.time.Duration;

/** The hot tier through a connection that is replaced when it has stored nothing for a while. */
final class HotTierConnection implements HotTier {
  private final Connector connector;
  private final Duration reconnectAfter;
  private HotTier current;
  private long lastSuccess;
  private boolean closed;

  HotTierConnection(Connector connector, Duration reconnectAfter) {
    this.connector = connector;
    this.reconnectAfter = reconnectAfter;
    current = connector.open();
    lastSuccess = System.nanoTime();
  }

  @Override
  public void insert(EncodedRows rows)
      throws RowsRefusedException, HotTierUnavailableException, InterruptedException {
    HotTier tier = current();
    try {
      tier.insert(rows);
    } catch (HotTierUnavailableException e) {
      replace(tier);
      throw e;
    }
    succeeded();
  }

  @Override
  public synchronized void close() {
    closed = true;
    current.close();
  }

  private synchronized HotTier current() {
    return current;
  }

  private synchronized void succeeded() {
    lastSuccess = System.nanoTime();
  }

  private synchronized void replace(HotTier failed) throws HotTierUnavailableException {
    long now = System.nanoTime();
    if (closed || failed != current || now - lastSuccess < reconnectAfter.toNanos()) {
      return;
    }
    lastSuccess = now;
    HotTier next;
    try {
      next = connector.open();
    } catch (RuntimeException e) {
      throw new HotTierUnavailableException("can't reconnect: " + e, e);
    }
    current.close();
    current = next;
  }
}
