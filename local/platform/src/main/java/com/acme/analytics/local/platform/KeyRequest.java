package com.acme.analytics.local.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the function that makes API keys is asked for; it has a default for what is left out.
 *
 * @param scopes none for all
 * @param eventsPerSecond null for the standard rate
 * @param burst null for twice the rate
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record KeyRequest(
    @JsonProperty("customer_id") String customer,
    List<String> scopes,
    @JsonProperty("events_per_second") Long eventsPerSecond,
    Long burst) {

  byte[] toJson() {
    return JsonMapper.shared().writeValueAsBytes(this);
  }
}
