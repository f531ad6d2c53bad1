package com.acme.analytics.flink.event;

import java.util.Map;

/**
 * An event as the analysing operators see it. Empty text is an unknown value.
 *
 * @param customer the tenant
 * @param userKey customer and user as in {@link
 *     com.acme.analytics.flink.accepted.AcceptedEvent#userKey}, the key of per-user state
 * @param user user id, else anonymous id, else empty: then it is nobody's event
 * @param userHash of the user for sketches, 0 when it is nobody's event
 * @param eventIdHigh the first 8 bytes of the event's id
 * @param eventIdLow the last 8 bytes of the event's id
 * @param timestampMillis event time, milliseconds since 1970
 * @param name of the event, for example page_view
 * @param device its kind: desktop, mobile and so on
 * @param dimensions values of the customer's declared dimensions, by their names
 * @param measures values of the customer's declared measures, by their names
 */
public record AnalyticsEvent(
    String customer,
    String userKey,
    String user,
    long userHash,
    long eventIdHigh,
    long eventIdLow,
    long timestampMillis,
    String name,
    String path,
    String country,
    String region,
    String city,
    String device,
    String os,
    String browser,
    boolean bot,
    String referrerDomain,
    String utmSource,
    String utmMedium,
    String utmCampaign,
    String utmTerm,
    String utmContent,
    Map<String, String> dimensions,
    Map<String, Double> measures) {}
