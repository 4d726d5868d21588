-- why: string_agg in order, the delimiter within
SELECT string_agg(a, ', ' ORDER BY a), string_agg(a, ', ' ORDER BY a DESC), string_agg(a, '' ORDER BY id) FROM lefts

-- why: string_agg by keys that go different ways, with NULLs
SELECT string_agg(id::text, ',' ORDER BY k, id DESC), string_agg(id::text, ',' ORDER BY k DESC, id), string_agg(id::text, ',' ORDER BY k NULLS FIRST, a DESC, id), string_agg(id::text, ',' ORDER BY k DESC NULLS LAST, id DESC) FROM lefts

-- why: string_agg passes NULL values over, and is NULL without values
SELECT id, string_agg(s, '-' ORDER BY s), string_agg(s, '-') FILTER (WHERE id < 0) FROM texts GROUP BY id ORDER BY id

-- why: string_agg of nothing
SELECT string_agg(s, ','), string_agg(kept, ',' ORDER BY id), string_agg(DISTINCT s, ',') FROM nothing

-- why: string_agg with a delimiter from the row: before its own value, NULL is nothing
SELECT string_agg(a, id::text ORDER BY id), string_agg(a, k::text ORDER BY id), string_agg(a, NULL ORDER BY id) FROM lefts

-- why: quotes, backslashes, dollars and unicode in delimiters
SELECT string_agg(a, '''\$1é[x]' ORDER BY id) FROM lefts

-- why: string_agg by floats: NaN is largest, both ways
SELECT string_agg(id::text, ',' ORDER BY f8, id), string_agg(id::text, ',' ORDER BY f8 DESC, id), string_agg(id::text, ',' ORDER BY f4 DESC NULLS LAST, id DESC), string_agg(id::text, ',' ORDER BY f8 NULLS FIRST, id) FROM numbers

-- why: string_agg by numerics, texts and dates
SELECT string_agg(id::text, ',' ORDER BY n, id), string_agg(id::text, ',' ORDER BY i8 DESC, id), string_agg(id::text, ',' ORDER BY b, id DESC) FROM numbers

-- why: string_agg by dates and times
SELECT string_agg(id::text, ',' ORDER BY d, id), string_agg(id::text, ',' ORDER BY ts DESC, id), string_agg(id::text, ',' ORDER BY seconds, short_d DESC, id) FROM times

-- why: string_agg of dictionary columns
SELECT string_agg(low, ',' ORDER BY low), string_agg(DISTINCT low, ','), string_agg(DISTINCT kept, ',' ORDER BY kept DESC) FROM texts

-- why: DISTINCT in string_agg sorts
SELECT string_agg(DISTINCT a, ','), string_agg(DISTINCT a, ',' ORDER BY a DESC), string_agg(DISTINCT k::text, ',') FROM lefts

-- why: DISTINCT by a delimiter too
SELECT string_agg(DISTINCT a, k::text ORDER BY a) FROM lefts WHERE k IS NOT NULL

-- why: DISTINCT with an ORDER BY that is no argument
-- message: same
SELECT string_agg(DISTINCT a, ',' ORDER BY id) FROM lefts

-- why: DISTINCT with ORDER BY by a cast of the argument
SELECT string_agg(DISTINCT id::text, ',' ORDER BY id::text) FROM lefts

-- why: DISTINCT in sums and averages
SELECT sum(DISTINCT k), avg(DISTINCT k), count(DISTINCT k), sum(DISTINCT id % 2), stddev(DISTINCT k), max(DISTINCT k) FROM lefts

-- why: DISTINCT sums over every type
SELECT sum(DISTINCT i2), round(avg(DISTINCT n), 4), sum(DISTINCT n), sum(DISTINCT b::int), bit_xor(DISTINCT i2), bool_and(DISTINCT b) FROM numbers

-- why: squares are of distinct values, not distinct themselves
-- by value: decimals of an average of distinct values
SELECT variance(DISTINCT x), sum(DISTINCT x), avg(DISTINCT x), var_pop(DISTINCT x::float8) FROM (VALUES (-2), (2), (2), (3)) t (x)

-- why: DISTINCT floats: 0 and -0 are one, NaN too
SELECT sum(DISTINCT x), count(DISTINCT x), avg(DISTINCT x) FROM (VALUES (0.0::float8), ('-0'), (1.5), (1.5), (NULL)) t (x)

-- why: DISTINCT and FILTER, by groups
SELECT k, sum(DISTINCT id % 3) FILTER (WHERE id > 1), count(DISTINCT a) FILTER (WHERE id > 100), string_agg(DISTINCT a, ',') FILTER (WHERE id > 1) FROM lefts GROUP BY k ORDER BY k

-- why: DISTINCT pairs
SELECT corr(DISTINCT id, k), regr_count(DISTINCT id % 2, k) FROM lefts

-- why: DISTINCT over nothing
SELECT sum(DISTINCT i4), avg(DISTINCT n), string_agg(DISTINCT s, ','), count(DISTINCT i8) FROM nothing

-- why: ORDER BY where it does not matter
SELECT sum(id ORDER BY a), count(k ORDER BY id), max(a ORDER BY id DESC), sum(DISTINCT k ORDER BY k) FROM lefts

-- why: a constant in an aggregate's ORDER BY is no ordinal
SELECT string_agg(a, ',' ORDER BY 2, id) FROM lefts

-- why: aggregates and windows within ORDER BY of an aggregate
-- message: same
SELECT string_agg(a, ',' ORDER BY count(*)) FROM lefts

-- why: percentile_cont of integers, floats and numerics
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id), percentile_cont(0.1) WITHIN GROUP (ORDER BY id), percentile_cont(0.333) WITHIN GROUP (ORDER BY k), percentile_cont(1) WITHIN GROUP (ORDER BY id), percentile_cont(0) WITHIN GROUP (ORDER BY id DESC) FROM lefts

-- why: percentile_cont with NaN and infinities
SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY f8), percentile_cont(0.5) WITHIN GROUP (ORDER BY f8 DESC), percentile_cont(0.9) WITHIN GROUP (ORDER BY f8), percentile_cont(1) WITHIN GROUP (ORDER BY f8), percentile_cont(0.77) WITHIN GROUP (ORDER BY f4), percentile_cont(0.5) WITHIN GROUP (ORDER BY n), percentile_cont(0.123) WITHIN GROUP (ORDER BY i8) FROM numbers

-- why: percentile_disc of every type
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY i4), percentile_disc(0.5) WITHIN GROUP (ORDER BY n), percentile_disc(0.3) WITHIN GROUP (ORDER BY f8 DESC), percentile_disc(0) WITHIN GROUP (ORDER BY i8), percentile_disc(1) WITHIN GROUP (ORDER BY b), percentile_disc(0.5) WITHIN GROUP (ORDER BY f4 DESC NULLS LAST) FROM numbers

-- why: percentile_disc of texts and dates
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY s), percentile_disc(0.7) WITHIN GROUP (ORDER BY low DESC) FROM texts

-- why: percentile_disc of dates and times
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY d), percentile_disc(0.7) WITHIN GROUP (ORDER BY ts DESC), percentile_disc(0.1) WITHIN GROUP (ORDER BY seconds) FROM times

-- why: percentiles by groups, with FILTER
SELECT k, percentile_cont(0.5) WITHIN GROUP (ORDER BY id), percentile_disc(0.5) WITHIN GROUP (ORDER BY a) FILTER (WHERE id > 2), mode() WITHIN GROUP (ORDER BY a) FROM lefts GROUP BY k ORDER BY k

-- why: percentiles of nothing, and of a NULL fraction
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i4), percentile_disc(0.5) WITHIN GROUP (ORDER BY s), mode() WITHIN GROUP (ORDER BY n), percentile_cont(NULL::float8) WITHIN GROUP (ORDER BY i8) FROM nothing

-- why: a NULL fraction over rows
SELECT percentile_cont(NULL::float8) WITHIN GROUP (ORDER BY id), percentile_disc(NULL::float8) WITHIN GROUP (ORDER BY a) FROM lefts

-- why: a fraction out of range
-- message: same
SELECT percentile_cont(1.5) WITHIN GROUP (ORDER BY id) FROM lefts

-- why: a fraction below zero
-- message: same
SELECT percentile_disc(-0.01) WITHIN GROUP (ORDER BY id) FROM lefts

-- why: mode: the first of the most frequent
SELECT mode() WITHIN GROUP (ORDER BY k), mode() WITHIN GROUP (ORDER BY k DESC), mode() WITHIN GROUP (ORDER BY a), mode() WITHIN GROUP (ORDER BY id % 2) FROM lefts

-- why: mode of floats, numerics, booleans
SELECT mode() WITHIN GROUP (ORDER BY f8 DESC), mode() WITHIN GROUP (ORDER BY n), mode() WITHIN GROUP (ORDER BY b), mode() WITHIN GROUP (ORDER BY i2) FROM numbers

-- why: arithmetic with what comes out
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY n) * 2 + 1, sum(DISTINCT n) - 1, round(avg(DISTINCT n), 2) FROM numbers WHERE abs(n) < 10000

-- why: percentiles in HAVING and ORDER BY
SELECT k FROM lefts GROUP BY k HAVING percentile_cont(0.5) WITHIN GROUP (ORDER BY id) > 1 ORDER BY percentile_disc(0.5) WITHIN GROUP (ORDER BY id) DESC

-- why: an ordered-set aggregate without WITHIN GROUP
SELECT mode(k) FROM lefts

-- why: WITHIN GROUP where it does not belong
SELECT sum(1) WITHIN GROUP (ORDER BY k) FROM lefts

-- why: an ordered-set aggregate over a window
-- message: same
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) OVER () FROM lefts

-- why: ORDER BY in an aggregate over a window
-- message: same
SELECT string_agg(a, ',' ORDER BY a) OVER () FROM lefts

-- why: DISTINCT in an aggregate over a window
-- message: same
SELECT string_agg(DISTINCT a, ',') OVER () FROM lefts

-- why: string_agg over a window
SELECT id, string_agg(a, ',') OVER (ORDER BY id), string_agg(a, ',') OVER (PARTITION BY k ORDER BY id DESC ROWS 1 PRECEDING), string_agg(k::text, '+') FILTER (WHERE id > 2) OVER (ORDER BY id) FROM lefts ORDER BY id

-- why: an ordered subquery keeps its order
SELECT string_agg(a, ',') FROM (SELECT a FROM lefts ORDER BY id DESC) t

-- why: ordered aggregates under ROLLUP
SELECT k, string_agg(a, ',' ORDER BY id), percentile_cont(0.5) WITHIN GROUP (ORDER BY id), sum(DISTINCT id % 2) FROM lefts GROUP BY ROLLUP (k) ORDER BY k, count(*)

-- why: hypothetical ranks
SELECT rank(3) WITHIN GROUP (ORDER BY id), dense_rank(3) WITHIN GROUP (ORDER BY id DESC), percent_rank(3) WITHIN GROUP (ORDER BY id), cume_dist(3) WITHIN GROUP (ORDER BY id), rank(2.5) WITHIN GROUP (ORDER BY id), cume_dist(0) WITHIN GROUP (ORDER BY id) FROM lefts

-- why: hypothetical ranks beside NULLs
SELECT rank(NULL) WITHIN GROUP (ORDER BY k), rank(NULL) WITHIN GROUP (ORDER BY k DESC), rank(2) WITHIN GROUP (ORDER BY k NULLS FIRST), dense_rank(9) WITHIN GROUP (ORDER BY k NULLS FIRST), cume_dist(NULL) WITHIN GROUP (ORDER BY k), dense_rank(NULL) WITHIN GROUP (ORDER BY k NULLS FIRST) FROM lefts

-- why: hypothetical ranks by several keys
SELECT rank(2, 'two') WITHIN GROUP (ORDER BY k, a), rank(2, 'two') WITHIN GROUP (ORDER BY k DESC, a DESC), dense_rank(2, 'zz', 0) WITHIN GROUP (ORDER BY k, a, id), cume_dist(2, 'two') WITHIN GROUP (ORDER BY k, a) FROM lefts

-- why: hypothetical ranks of floats: NaN is largest
SELECT rank('NaN') WITHIN GROUP (ORDER BY f8), rank(0) WITHIN GROUP (ORDER BY f8), dense_rank('Infinity') WITHIN GROUP (ORDER BY f8), dense_rank('NaN') WITHIN GROUP (ORDER BY f8 DESC NULLS LAST), percent_rank(1) WITHIN GROUP (ORDER BY n) FROM numbers

-- why: hypothetical ranks by groups, with FILTER, of nothing
SELECT k, rank('p') WITHIN GROUP (ORDER BY a) FILTER (WHERE id > 2), cume_dist('p') WITHIN GROUP (ORDER BY a) FILTER (WHERE id > 100), percent_rank('p') WITHIN GROUP (ORDER BY a) FILTER (WHERE id > 100) FROM lefts GROUP BY k ORDER BY k

-- why: as many arguments as keys
-- message: same
SELECT rank(1, 2) WITHIN GROUP (ORDER BY id) FROM lefts

-- why: arguments of another type
SELECT rank('x') WITHIN GROUP (ORDER BY id) FROM lefts

-- why: ORDER BY within string_agg keeps equal values that look different
SELECT string_agg(f8::text, ',' ORDER BY id) FROM numbers WHERE f8 = 0

-- why: array_agg keeps NULLs, in order
SELECT array_agg(k ORDER BY id), array_agg(a ORDER BY id DESC), array_agg(id ORDER BY k DESC NULLS LAST, id) FROM lefts

-- why: array_agg of every type
SELECT array_agg(i2 ORDER BY id), array_agg(i8 ORDER BY id), array_agg(f4 ORDER BY id), array_agg(f8 ORDER BY id), array_agg(b ORDER BY id) FROM numbers

-- why: array_agg of numerics and texts
SELECT array_agg(n ORDER BY id) FROM numbers

-- why: array_agg of texts that need quotes
SELECT array_agg(s ORDER BY id), array_agg(low ORDER BY id), array_agg(kept ORDER BY id) FROM texts

-- why: array_agg of dates and times
SELECT array_agg(d ORDER BY id), array_agg(ts ORDER BY id), array_agg(seconds ORDER BY id) FROM times

-- why: array_agg of nothing is NULL; FILTER, DISTINCT
SELECT array_agg(i4), array_agg(kept) FILTER (WHERE id < 0), array_agg(DISTINCT s) FROM nothing

-- why: array_agg of distinct values, NULL one of them
SELECT array_agg(DISTINCT k), array_agg(DISTINCT k ORDER BY k DESC), array_agg(DISTINCT id % 2) FILTER (WHERE id > 1) FROM lefts

-- why: array_agg by groups and over a window
SELECT k, array_agg(id ORDER BY id) FROM lefts GROUP BY k ORDER BY k

-- why: array_agg over a window
SELECT id, array_agg(k) OVER (ORDER BY id ROWS 1 PRECEDING) FROM lefts ORDER BY id

-- why: count(DISTINCT) of groups, each once: NULL's does not count
SELECT (SELECT count(DISTINCT k) FROM (SELECT DISTINCT k FROM lefts) s), (SELECT count(DISTINCT k) FROM (SELECT k, count(*) FROM lefts GROUP BY k) s), (SELECT count(DISTINCT kept) FROM (SELECT kept FROM nothing GROUP BY kept) s), (SELECT count(DISTINCT b) FROM (SELECT b FROM t2 LEFT JOIN t1 ON t1.id = t2.t1 GROUP BY b) s)
