-- Writes the windows of a customer's hour that are not as the events have them. Their version is their count,
-- of all events that there are: above that of any row that knows fewer, below that of one that knows more.
-- What has more values than the stream counts each by itself stays as it is.
INSERT INTO windows
WITH truth AS ($truth$)
SELECT * EXCEPT (admitted)
FROM (SELECT *, uniqExactIf(value, seconds = 3600 AND measure = '') OVER (PARTITION BY dimension) AS admitted FROM truth)
WHERE admitted <= 1000
EXCEPT
SELECT * FROM windows FINAL
WHERE customer_id = {customer:String} AND start >= {from:DateTime64(3)} AND start < {to:DateTime64(3)}
