package com.acme.analytics.flink.session;

/**
 * A session as it is now, or that there is none any more that starts then.
 *
 * @param user user id, else anonymous id
 * @param userHash of the user for sketches
 * @param startMillis which session of the user it is, milliseconds since 1970
 * @param session null when another has taken it in
 */
public record SessionUpdate(
    String customer, String user, long userHash, long startMillis, Session session) {}
