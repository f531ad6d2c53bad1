-- The rows of the table windows as the raw events have them, of one customer and a range of whole hours.
-- What the stream computes must equal this; a rebuild writes it.
SELECT
    customer_id,
    seconds,
    series.1                                                                    AS dimension,
    ''                                                                          AS measure,
    toDateTime(intDiv(toUnixTimestamp(timestamp), seconds) * seconds, 'UTC')    AS start,
    series.2                                                                    AS value,
    count()                                                                     AS count,
    arraySlice(arraySort(groupUniqArrayIf(user_hash, user_hash != 0)), 1, 4097) AS users,
    0.                                                                          AS sum,
    0.                                                                          AS min,
    0.                                                                          AS max,
    CAST(map(), 'Map(Int16, UInt64)')                                           AS histogram,
    count                                                                       AS version
FROM events FINAL
ARRAY JOIN
    [60, 300, 3600] AS seconds
ARRAY JOIN
    arrayConcat(
        [
            ('total', ''), ('event', event), ('path', page_path), ('country', country), ('region', region),
            ('device', device), ('os', os), ('browser', browser), ('bot', toString(bot)),
            ('referrer_domain', referrer_domain), ('utm_source', utm_source), ('utm_medium', utm_medium),
            ('utm_campaign', utm_campaign), ('utm_term', utm_term), ('utm_content', utm_content)
        ],
        arrayMap((name, said) -> (name, said), mapKeys(dimensions), mapValues(dimensions))
    ) AS series
WHERE customer_id = {customer:String} AND timestamp >= {from:DateTime64(3)} AND timestamp < {to:DateTime64(3)}
GROUP BY customer_id, seconds, dimension, start, value

UNION ALL

SELECT
    customer_id,
    seconds,
    series.1                                                            AS dimension,
    measured.1                                                          AS measure,
    toDateTime(intDiv(toUnixTimestamp(timestamp), seconds) * seconds, 'UTC') AS start,
    series.2                                                            AS value,
    count()                                                             AS count,
    []                                                                  AS users,
    sum(measured.2)                                                     AS sum,
    min(measured.2)                                                     AS min,
    max(measured.2)                                                     AS max,
    sumMap(map(
        toInt16(sign(measured.2) * (16000 + greatest(-15000, least(15000, ceil(log(abs(measured.2)) / log(1.02)))))),
        toUInt64(1)))                                                   AS histogram,
    count                                                               AS version
FROM events FINAL
ARRAY JOIN
    [60, 300, 3600] AS seconds
ARRAY JOIN
    arrayConcat(
        [
            ('total', ''), ('event', event), ('path', page_path), ('country', country), ('region', region),
            ('device', device), ('os', os), ('browser', browser), ('bot', toString(bot)),
            ('referrer_domain', referrer_domain), ('utm_source', utm_source), ('utm_medium', utm_medium),
            ('utm_campaign', utm_campaign), ('utm_term', utm_term), ('utm_content', utm_content)
        ],
        arrayMap((name, said) -> (name, said), mapKeys(dimensions), mapValues(dimensions))
    ) AS series
ARRAY JOIN
    arrayMap((name, number) -> (name, number), mapKeys(measures), mapValues(measures)) AS measured
WHERE customer_id = {customer:String} AND timestamp >= {from:DateTime64(3)} AND timestamp < {to:DateTime64(3)}
GROUP BY customer_id, seconds, dimension, measure, start, value
