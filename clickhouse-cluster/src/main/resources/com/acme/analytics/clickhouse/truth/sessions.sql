-- The rows of the table sessions as the raw events have them, of one customer, of events in a range.
-- What the stream computes must equal this; a rebuild writes it.
WITH
    ordered AS
    (
        SELECT
            *,
            if(user_id != '', user_id, anonymous_id) AS user,
            -- Text, since the order of UUIDs themselves is not that of their digits.
            (timestamp, toString(event_id)) AS moment,
            lagInFrame(timestamp, 1, toDateTime64(0, 3, 'UTC')) OVER (PARTITION BY user ORDER BY moment
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS previous
        FROM events FINAL
        WHERE customer_id = {customer:String} AND timestamp >= {from:DateTime64(3)} AND timestamp < {to:DateTime64(3)}
            AND (user_id != '' OR anonymous_id != '')
    ),
    numbered AS
    (
        SELECT
            *,
            sum(timestamp >= previous + INTERVAL 30 MINUTE) OVER (PARTITION BY user ORDER BY moment) AS session
        FROM ordered
    )
SELECT
    any(customer_id)                                AS customer_id,
    user                                            AS user_id,
    any(user_hash)                                  AS user_hash,
    min(timestamp)                                  AS start,
    max(timestamp)                                  AS end,
    count()                                         AS events,
    argMinIf(page_path, moment, page_path != '')    AS entry_path,
    argMaxIf(page_path, moment, page_path != '')    AS exit_path,
    argMin(country, moment)                         AS country,
    argMin(device, moment)                          AS device,
    argMin(os, moment)                              AS os,
    argMin(browser, moment)                         AS browser,
    argMin(bot, moment)                             AS bot,
    argMin(referrer_domain, moment)                 AS referrer_domain,
    argMin(utm_source, moment)                      AS utm_source,
    argMin(utm_medium, moment)                      AS utm_medium,
    argMin(utm_campaign, moment)                    AS utm_campaign,
    argMin(utm_term, moment)                        AS utm_term,
    argMin(utm_content, moment)                     AS utm_content,
    events                                          AS version,
    0                                               AS deleted
FROM numbered
GROUP BY user, session
