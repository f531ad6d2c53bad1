-- Sessions: events of one user none of which is 30 minutes or more from the next.
--
-- A session is known by its user and start. Its version is its number of events. When a late event
-- joins two, or comes before the first, the start that is none any more gets a deleted row of the
-- highest version, which FINAL hides with all that came under it.
CREATE TABLE IF NOT EXISTS sessions
(
    customer_id     LowCardinality(String),
    user_id         String CODEC(ZSTD(1)),
    user_hash       UInt64,
    start           DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    end             DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    duration_ms     UInt64 MATERIALIZED toUnixTimestamp64Milli(end) - toUnixTimestamp64Milli(start),
    events          UInt64 CODEC(T64, ZSTD(1)),
    bounce          Bool MATERIALIZED events = 1,
    entry_path      String CODEC(ZSTD(1)),
    exit_path       String CODEC(ZSTD(1)),
    country         LowCardinality(String),
    device          LowCardinality(String),
    os              LowCardinality(String),
    browser         LowCardinality(String),
    bot             Bool,
    referrer_domain String CODEC(ZSTD(1)),
    utm_source      LowCardinality(String),
    utm_medium      LowCardinality(String),
    utm_campaign    LowCardinality(String),
    utm_term        LowCardinality(String),
    utm_content     LowCardinality(String),
    version         UInt64 CODEC(T64, ZSTD(1)),
    deleted         UInt8
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMMDD(start)
PRIMARY KEY (customer_id, toStartOfHour(start))
ORDER BY (customer_id, toStartOfHour(start), user_id, start)
TTL toDateTime(start) + INTERVAL 7 DAY DELETE
SETTINGS ttl_only_drop_parts = 1
