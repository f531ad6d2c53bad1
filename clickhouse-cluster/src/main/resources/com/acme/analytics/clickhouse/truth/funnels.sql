-- The rows of the table funnels as the raw events have them, of one funnel and the cohorts of a range of
-- whole minutes. What the stream computes must equal this; it answers for the time before the stream knew
-- the funnel. FunnelSelect puts the funnel's own parts where a name stands between two $.
WITH
    matching AS
    (
        SELECT
            if(user_id != '', user_id, anonymous_id)    AS user,
            user_hash,
            toUInt64(toUnixTimestamp64Milli(timestamp)) AS at,
            -- Text, since the order of UUIDs themselves is not that of their digits.
            toString(event_id)                          AS id,
            -- Bit 0 is the first step.
            toUInt16($steps$)                           AS steps,
            toString($breakdown$)                       AS value
        FROM events FINAL
        WHERE customer_id = {customer:String}
            AND timestamp >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
            AND timestamp < fromUnixTimestamp64Milli({to:Int64} + $window$, 'UTC')
            AND (user_id != '' OR anonymous_id != '')
            AND steps != 0
    ),
    users AS
    (
        SELECT
            any(user_hash)                                    AS user_hash,
            arraySort(groupArray((at, id, steps, value)))     AS history,
            arrayDistinct(arrayMap(
                moment -> intDiv(moment.1, 60000) * 60000,
                arrayFilter(moment -> bitTest(moment.3, 0) AND moment.1 < {to:Int64}, history))) AS minutes
        FROM matching
        GROUP BY user
    ),
    cohorts AS
    (
        SELECT
            user_hash,
            toUInt64(minute) AS minute,
            arrayFilter(
                moment -> moment.1 >= minute AND moment.1 < minute + 60000 + $window$,
                history) AS moments
        FROM users
        ARRAY JOIN minutes AS minute
    ),
    members AS
    (
        SELECT
            user_hash,
            minute,
            arrayReduce(
                'windowFunnel($window$)',
                arrayMap(moment -> moment.1, moments),
                arrayMap(moment -> toUInt8(bitTest(moment.3, 0) AND moment.1 < minute + 60000), moments),
                $conditions$) AS level,
            -- From each start, each step as early as possible.
            arrayMap(
                start -> (
                    arrayFold(
                        (times, step) -> if(
                            length(times) = step,
                            arrayConcat(times, arraySlice(arrayMap(
                                moment -> moment.1,
                                arrayFilter(
                                    moment -> bitTest(moment.3, step)
                                        AND moment.1 >= times[step]
                                        AND moment.1 <= start.1 + $window$,
                                    moments)), 1, 1)),
                            times),
                        range(1, $count$),
                        [start.1]),
                    start.4),
                arrayFilter(
                    moment -> bitTest(moment.3, 0) AND moment.1 < minute + 60000,
                    moments)) AS chains,
            arrayFirst(chain -> length(chain.1) = level, chains) AS chain
        FROM cohorts
    )
SELECT
    {customer:String}                                                                       AS customer_id,
    {funnel:UUID}                                                                           AS funnel_id,
    toDateTime(intDiv(minute, 1000), 'UTC')                                                 AS start,
    chain.2                                                                                 AS value,
    toUInt8(step)                                                                           AS step,
    countIf(level >= step)                                                                  AS members,
    arraySlice(arraySort(groupUniqArrayIf(user_hash, level >= step AND user_hash != 0)), 1, 4097) AS users,
    sumMapIf(
        map(
            toInt16(if(chain.1[step + 1] = chain.1[step], 0,
                -- A member without the next step is not counted, but has to have a logarithm.
                16000 + ceil(log(greatest(1, chain.1[step + 1] - chain.1[step])) / log(1.02)))),
            toUInt64(1)),
        level > step)                                                                       AS histogram,
    toUInt64(0)                                                                             AS version,
    toUInt8(0)                                                                              AS deleted
FROM members
ARRAY JOIN range(1, $count$ + 1) AS step
GROUP BY start, value, step
