-- How many sessions that have a part in the hour may go on outside the range.
WITH truth AS ($truth$)
SELECT toInt64(count()) AS cut FROM truth
WHERE start < {hour:DateTime64(3)} + INTERVAL 1 HOUR AND end >= {hour:DateTime64(3)}
    AND (start < {from:DateTime64(3)} + INTERVAL 30 MINUTE OR end >= {to:DateTime64(3)} - INTERVAL 30 MINUTE)
