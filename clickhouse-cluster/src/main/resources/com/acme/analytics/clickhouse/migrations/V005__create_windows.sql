-- Tumbling windows of 60, 300 and 3600 seconds, a row for each value of each dimension and measure.
--
-- A row is a whole window as the stream knew it, never a difference, and its version is its count of
-- events, which only grows: rows may be repeated and come in any order, and FINAL keeps the fullest.
--
-- The measure '' is the events themselves: count and users. A declared measure has the other columns.
-- users are the 4097 smallest distinct user hashes, a theta sketch: windows' users are united, never
-- added. histogram counts values by bucket: 0, else sign(v) * (16000 + ceil(ln(abs(v)) / ln(1.02))).
CREATE TABLE IF NOT EXISTS windows
(
    customer_id LowCardinality(String),
    seconds     UInt32,
    dimension   LowCardinality(String),
    measure     LowCardinality(String),
    start       DateTime('UTC') CODEC(Delta, ZSTD(1)),
    value       String CODEC(ZSTD(1)),
    count       UInt64 CODEC(T64, ZSTD(1)),
    users       Array(UInt64) CODEC(ZSTD(1)),
    sum         Float64 CODEC(ZSTD(1)),
    min         Float64 CODEC(ZSTD(1)),
    max         Float64 CODEC(ZSTD(1)),
    histogram   Map(Int16, UInt64) CODEC(ZSTD(1)),
    version     UInt64 CODEC(T64, ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMMDD(start)
-- A chart reads one series over a range of time; a table of top values reads it for one window.
ORDER BY (customer_id, seconds, dimension, measure, start, value)
TTL start + INTERVAL 7 DAY DELETE
SETTINGS ttl_only_drop_parts = 1
