-- Finds one event by its id without its time: the id ends the sorting key, so without an index every
-- granule of the customer would be read.
--
-- A Bloom filter for each granule (8,192 rows): a coarser one has as many bits a row, and each of its
-- false hits reads several granules. FALSE_POSITIVES
ALTER TABLE events ADD INDEX IF NOT EXISTS event_ids event_id TYPE bloom_filter(0.001) GRANULARITY 1;
-- New parts have the index at once; this gives it to those that are there, in the background.
ALTER TABLE events MATERIALIZE INDEX event_ids;
