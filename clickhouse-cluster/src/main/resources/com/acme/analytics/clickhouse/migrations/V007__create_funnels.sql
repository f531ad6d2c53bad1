-- Funnels: how many users took each step, of those that began in a minute, a row for each step.
--
-- A row is a whole step of a cohort as the stream knew it, never a difference: rows may be repeated and
-- come in any order, and FINAL keeps the one of the highest version. A cohort that has no member any
-- more, since a late event gave them another value of the breakdown, gets deleted rows.
--
-- users are the 4097 smallest distinct user hashes, a theta sketch: cohorts' users are united, never
-- added. histogram counts the times to the next step in milliseconds by bucket, as in windows.
CREATE TABLE IF NOT EXISTS funnels
(
    customer_id LowCardinality(String),
    funnel_id   UUID,
    start       DateTime('UTC') CODEC(Delta, ZSTD(1)),
    value       String CODEC(ZSTD(1)),
    step        UInt8,
    members     UInt64 CODEC(T64, ZSTD(1)),
    users       Array(UInt64) CODEC(ZSTD(1)),
    histogram   Map(Int16, UInt64) CODEC(ZSTD(1)),
    version     UInt64 CODEC(Delta, ZSTD(1)),
    deleted     UInt8
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMMDD(start)
ORDER BY (customer_id, funnel_id, start, value, step)
-- A member may take its last step 30 days after its first: a cohort is not gone before.
TTL start + INTERVAL 90 DAY DELETE
SETTINGS ttl_only_drop_parts = 1
