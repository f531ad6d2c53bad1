-- What enrichment adds to an event. Empty text is no value, as in the columns before; no user has the
-- hash 0, which sketches take for no value, and schemas are numbered from 1.
ALTER TABLE events ADD COLUMN IF NOT EXISTS user_hash       UInt64;
ALTER TABLE events ADD COLUMN IF NOT EXISTS country         LowCardinality(String);
ALTER TABLE events ADD COLUMN IF NOT EXISTS region          LowCardinality(String);
ALTER TABLE events ADD COLUMN IF NOT EXISTS city            String CODEC(ZSTD(1));
ALTER TABLE events ADD COLUMN IF NOT EXISTS referrer_domain String CODEC(ZSTD(1));
ALTER TABLE events ADD COLUMN IF NOT EXISTS schema_version  UInt32;
ALTER TABLE events ADD COLUMN IF NOT EXISTS warnings        Array(LowCardinality(String));
ALTER TABLE events ADD COLUMN IF NOT EXISTS device          LowCardinality(String);
ALTER TABLE events ADD COLUMN IF NOT EXISTS os              LowCardinality(String);
ALTER TABLE events ADD COLUMN IF NOT EXISTS browser         LowCardinality(String);
ALTER TABLE events ADD COLUMN IF NOT EXISTS bot             Bool;
ALTER TABLE events ADD COLUMN IF NOT EXISTS bot_reason      LowCardinality(String);
