package com.acme.analytics.flink.hot;

import java.util.List;

/**
 * What the sink needs of the hot tier. An insert may be repeated: the tier keeps one row of each.
 */
interface HotTier extends AutoCloseable {
  /**
   * Returns once the rows are stored.
   *
   * @throws RowsRefusedException when some row can't be stored, now or later; none was
   * @throws HotTierUnavailableException when the tier can't take rows now; it may have taken them
   * @throws InterruptedException when the task is cancelled
   */
  void insert(List<HotEvent> events, PropertiesForm form)
      throws RowsRefusedException, HotTierUnavailableException, InterruptedException;

  @Override
  void close();
}
