package com.acme.analytics.flink.hot;

import com.acme.analytics.flink.session.Origin;
import com.acme.analytics.flink.session.Session;
import com.acme.analytics.flink.session.SessionUpdate;
import com.acme.analytics.flink.session.Visit;
import java.util.List;

/** Sessions as rows of the table {@code sessions}, versioned by their number of events. */
public final class SessionRows implements TableRows<SessionUpdate> {
  private static final long serialVersionUID = 1L;

  private static final Origin NOWHERE = new Origin("", "", "", "", false, "", "", "", "", "", "");

  @Override
  public String table() {
    return "sessions";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "customer_id",
        "user_id",
        "user_hash",
        "start",
        "end",
        "events",
        "entry_path",
        "exit_path",
        "country",
        "device",
        "os",
        "browser",
        "bot",
        "referrer_domain",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_term",
        "utm_content",
        "version",
        "deleted");
  }

  @Override
  public void write(SessionUpdate row, RowBinary out) {
    Session session = row.session();
    boolean deleted = session == null;
    out.string(row.customer());
    out.string(row.user());
    out.int64(row.userHash());
    out.dateTime64(row.startMillis());
    out.dateTime64(deleted ? row.startMillis() : session.last().millis());
    out.int64(deleted ? 0 : session.events());
    out.string(deleted ? "" : path(session.entry()));
    out.string(deleted ? "" : path(session.exit()));
    origin(deleted ? NOWHERE : session.origin(), out);
    // Nothing comes after a deletion: a start that is none any more never is one again.
    out.int64(deleted ? -1 : session.events());
    out.int8((byte) (deleted ? 1 : 0));
  }

  @Override
  public String key(RowReader row) {
    String customer = row.string();
    // The user's id is personal and stays out of the log: its hash tells which one.
    row.string();
    return customer + "/" + row.int64() + " from " + row.int64();
  }

  private static void origin(Origin origin, RowBinary out) {
    out.string(origin.country());
    out.string(origin.device());
    out.string(origin.os());
    out.string(origin.browser());
    out.bool(origin.bot());
    out.string(origin.referrerDomain());
    out.string(origin.utmSource());
    out.string(origin.utmMedium());
    out.string(origin.utmCampaign());
    out.string(origin.utmTerm());
    out.string(origin.utmContent());
  }

  private static String path(Visit visit) {
    return visit == null ? "" : visit.path();
  }
}
