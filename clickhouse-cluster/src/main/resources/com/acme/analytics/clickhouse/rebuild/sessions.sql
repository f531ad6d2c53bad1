-- Writes the sessions that have a part in a customer's hour and are not as the events have them. The version
-- is the number of events, as that of windows.
INSERT INTO sessions
WITH truth AS ($truth$)
SELECT * FROM truth
WHERE start < {hour:DateTime64(3)} + INTERVAL 1 HOUR AND end >= {hour:DateTime64(3)} AND start >= {oldest:DateTime64(3)}
EXCEPT
SELECT * FROM sessions FINAL
WHERE customer_id = {customer:String} AND start >= {from:DateTime64(3)} AND start < {to:DateTime64(3)}
