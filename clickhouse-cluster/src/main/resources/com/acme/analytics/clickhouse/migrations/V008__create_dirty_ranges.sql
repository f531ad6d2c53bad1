-- Hours of a customer whose windows or sessions the stream has changed when it may have forgotten some of
-- their events, and until when each is rebuilt from the events: it is dirty while it was marked after that.
--
-- Each insert tells one of the two times and the newest stays, so marks may be repeated and come in any
-- order, and a mark that comes during a rebuild is not lost to it.
CREATE TABLE IF NOT EXISTS dirty_ranges
(
    customer_id LowCardinality(String),
    -- The table: windows or sessions.
    kind        LowCardinality(String),
    hour        DateTime('UTC'),
    marked      SimpleAggregateFunction(max, DateTime64(3, 'UTC')) DEFAULT now64(3, 'UTC'),
    rebuilt     SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMMDD(hour)
ORDER BY (customer_id, kind, hour)
TTL hour + INTERVAL 7 DAY DELETE
SETTINGS ttl_only_drop_parts = 1
