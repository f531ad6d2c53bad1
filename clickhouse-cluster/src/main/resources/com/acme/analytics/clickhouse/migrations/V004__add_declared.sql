-- Values of the dimensions and measures that the customer has declared, by their names.
ALTER TABLE events ADD COLUMN IF NOT EXISTS dimensions Map(LowCardinality(String), String) CODEC(ZSTD(1));
ALTER TABLE events ADD COLUMN IF NOT EXISTS measures   Map(LowCardinality(String), Float64) CODEC(ZSTD(1));
