-- Deletes the sessions that start within one that has a part in the hour: they are none. The version is that of
-- the stream's own deletions: such a start never is one again.
INSERT INTO sessions (customer_id, user_id, user_hash, start, end, version, deleted)
WITH truth AS ($truth$)
SELECT stored.customer_id, stored.user_id, stored.user_hash, stored.start, stored.start, toUInt64(18446744073709551615), 1
FROM
(
    SELECT customer_id, user_id, user_hash, start FROM sessions FINAL
    WHERE customer_id = {customer:String} AND start >= {from:DateTime64(3)} AND start < {to:DateTime64(3)}
) AS stored
INNER JOIN
(
    SELECT user_id, start AS begun, end AS ended FROM truth
    WHERE begun < {hour:DateTime64(3)} + INTERVAL 1 HOUR AND ended >= {hour:DateTime64(3)} AND begun >= {oldest:DateTime64(3)}
) AS whole ON stored.user_id = whole.user_id
WHERE stored.start > whole.begun AND stored.start <= whole.ended
