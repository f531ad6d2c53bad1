-- The hot tier: every event of the last 7 days, a row each.
--
-- ReplacingMergeTree makes an insert repeatable: rows with the same sorting key are one row, after a
-- merge or with FINAL. A repeat carries the same timestamp, so it falls into the same day, and FINAL
-- needs no merging across partitions.
--
-- Sorting key. Each query names one customer and a range of time: customer and hour come first, so it
-- reads a few granules of each hour. Within the hour events of one name and path lie together: filters
-- on them skip granules, and the page columns, most of the bytes, compress best. Then time, so that
-- its deltas are small, and last the identity. The index keeps only the columns that skip anything.
CREATE TABLE IF NOT EXISTS events
(
    customer_id     LowCardinality(String),
    event_id        UUID,
    event           LowCardinality(String),
    timestamp       DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    received_at     DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    user_id         String CODEC(ZSTD(1)),
    anonymous_id    String CODEC(ZSTD(1)),
    -- Paths of all customers share a part: past 256 of them the rest go to the shared structure.
    properties      JSON(max_dynamic_paths = 256, max_dynamic_types = 16) CODEC(ZSTD(1)),
    ip              String CODEC(ZSTD(1)),
    user_agent      String CODEC(ZSTD(1)),
    locale          LowCardinality(String),
    page_url        String CODEC(ZSTD(1)),
    page_path       String CODEC(ZSTD(1)),
    page_referrer   String CODEC(ZSTD(1)),
    page_title      String CODEC(ZSTD(1)),
    utm_source      LowCardinality(String),
    utm_medium      LowCardinality(String),
    utm_campaign    LowCardinality(String),
    utm_term        LowCardinality(String),
    utm_content     LowCardinality(String),
    library_name    LowCardinality(String),
    library_version LowCardinality(String)
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMMDD(timestamp)
PRIMARY KEY (customer_id, toStartOfHour(timestamp), event, page_path)
ORDER BY (customer_id, toStartOfHour(timestamp), event, page_path, timestamp, event_id)
TTL toDateTime(timestamp) + INTERVAL 7 DAY DELETE
-- A day's parts go as a whole once their last row has expired: no part is ever rewritten for its age.
SETTINGS ttl_only_drop_parts = 1;
