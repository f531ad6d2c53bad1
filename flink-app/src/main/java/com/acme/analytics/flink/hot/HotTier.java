package com.acme.analytics.flink.hot;

import java.io.Serializable;

/**
 * What the sink needs of a table of the hot tier. An insert may be repeated: the table keeps one
 * row of each. Safe for use by several threads.
 */
interface HotTier extends AutoCloseable {
  /**
   * Returns once the rows are stored.
   *
   * @throws RowsRefusedException when some row can't be stored, now or later; none was
   * @throws HotTierUnavailableException when the tier can't take rows now; it may have taken them
   * @throws InterruptedException when the task is cancelled
   */
  void insert(EncodedRows rows)
      throws RowsRefusedException, HotTierUnavailableException, InterruptedException;

  /** Ends inserts under way. */
  @Override
  void close();

  /** Opens connections to the tier. */
  interface Connector extends Serializable {
    /**
     * Does not wait for the tier itself.
     *
     * @throws RuntimeException when the credentials can't be read
     */
    HotTier open();
  }
}
