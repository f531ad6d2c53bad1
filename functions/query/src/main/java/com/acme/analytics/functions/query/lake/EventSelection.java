package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.query.TimeRange;
import com.acme.analytics.core.tenant.CustomerId;
import java.util.List;

/** Which events are read, all of one customer: those in the range for which each filter holds. */
public record EventSelection(CustomerId customer, List<Filter> filters, TimeRange range) {
  public EventSelection {
    filters = List.copyOf(filters);
  }

  /** The same of a part of the time. */
  EventSelection within(TimeRange part) {
    return new EventSelection(customer, filters, part);
  }
}
