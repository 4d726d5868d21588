-- why: ranks with peers and NULL
SELECT id, k, row_number() OVER (ORDER BY k, id), rank() OVER (ORDER BY k), dense_rank() OVER (ORDER BY k), percent_rank() OVER (ORDER BY k), cume_dist() OVER (ORDER BY k) FROM lefts ORDER BY id

-- why: NULLS FIRST and DESC in a window
SELECT id, rank() OVER (ORDER BY k NULLS FIRST), rank() OVER (ORDER BY k DESC), rank() OVER (ORDER BY k DESC NULLS LAST) FROM lefts ORDER BY id

-- why: floats: NaN is the largest, 0 and -0 are peers
SELECT id, rank() OVER (ORDER BY f8), dense_rank() OVER (ORDER BY f8 DESC), count(*) OVER (ORDER BY f8 NULLS FIRST) FROM numbers ORDER BY id

-- why: partitions of floats: 0 and -0 are one, NULL another
SELECT id, count(*) OVER (PARTITION BY f8), count(*) OVER (PARTITION BY f4, b) FROM numbers ORDER BY id

-- why: partitions by NULL, text and boolean
SELECT id, count(*) OVER (PARTITION BY k), min(id) OVER (PARTITION BY a) FROM lefts ORDER BY id

-- why: partitions by an expression
SELECT id, sum(id) OVER (PARTITION BY id % 2 ORDER BY id) FROM lefts ORDER BY id

-- why: ntile
SELECT id, ntile(1) OVER (ORDER BY id), ntile(3) OVER (ORDER BY id), ntile(100) OVER (ORDER BY id) FROM numbers ORDER BY id

-- why: ntile without ORDER BY
SELECT ntile(2) OVER (PARTITION BY id) FROM lefts

-- why: ntile of zero
-- message: same
SELECT ntile(0) OVER (ORDER BY id) FROM lefts

-- why: lag and lead
SELECT id, lag(k) OVER (ORDER BY id), lead(k) OVER (ORDER BY id), lag(a, 2) OVER (ORDER BY id), lead(a, 0) OVER (ORDER BY id), lead(id, 100) OVER (ORDER BY id) FROM lefts ORDER BY id

-- why: lag and lead with a default: not for a NULL that is there
SELECT id, lag(k, 1, -1) OVER (ORDER BY id), lead(k, 2, id) OVER (ORDER BY id), lag(a, 1, 'none') OVER (PARTITION BY k ORDER BY id) FROM lefts ORDER BY id

-- why: lag with a default of another type
SELECT id, lag(i4, 1, 0.5) OVER (ORDER BY id), lag(n, 1, 0) OVER (ORDER BY id), lag(i2, 1, 0) OVER (ORDER BY id) FROM numbers ORDER BY id

-- why: lag of every type
SELECT lag(n) OVER (ORDER BY id), lag(f8) OVER (ORDER BY id), lag(b) OVER (ORDER BY id), lag(i8) OVER (ORDER BY id) FROM numbers ORDER BY id

-- why: lag of texts and dictionary columns
SELECT id, lag(s) OVER (ORDER BY id), lead(low) OVER (ORDER BY id), lag(kept) OVER (ORDER BY id) FROM texts ORDER BY id

-- why: lag of dates and times
SELECT id, lag(d) OVER (ORDER BY id), lag(short_d) OVER (ORDER BY id), lead(ts) OVER (ORDER BY id), lead(seconds) OVER (ORDER BY id) FROM times ORDER BY id

-- why: arithmetic with the row before
SELECT id, i4, i4 - lag(i4) OVER (ORDER BY id), i8 > lag(i8) OVER (ORDER BY id) FROM numbers WHERE abs(i4 / 2) < 1000 ORDER BY id

-- why: lag ignores the frame
SELECT id, lag(id) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND CURRENT ROW), rank() OVER (ORDER BY k ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), cume_dist() OVER (ORDER BY k ROWS UNBOUNDED PRECEDING) FROM lefts ORDER BY id

-- why: an offset that is no constant
-- refused: this argument of lag must be a constant
SELECT id, lag(id, id) OVER (ORDER BY id) FROM lefts ORDER BY id

-- why: a negative offset
SELECT id, lag(id, -1) OVER (ORDER BY id), lead(k, -2, 0) OVER (ORDER BY id), lag(a, -1, 'x') OVER (PARTITION BY k ORDER BY id) FROM lefts ORDER BY id

-- why: first_value, last_value and nth_value see NULL
SELECT id, first_value(k) OVER w, last_value(k) OVER w, nth_value(k, 2) OVER w, first_value(a) OVER w, nth_value(a, 4) OVER w FROM lefts WINDOW w AS (ORDER BY id DESC) ORDER BY id

-- why: first_value and its kin in a moving frame
SELECT id, first_value(k) OVER w, last_value(k) OVER w, nth_value(k, 2) OVER w FROM lefts WINDOW w AS (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) ORDER BY id

-- why: an empty frame gives NULL, and counts 0
SELECT id, first_value(id) OVER w, nth_value(id, 1) OVER w, count(*) OVER w, sum(id) OVER w, max(a) OVER w FROM lefts WINDOW w AS (ORDER BY id ROWS BETWEEN 3 FOLLOWING AND 4 FOLLOWING) ORDER BY id

-- why: nth_value of numerics, dates and texts
SELECT nth_value(n, 2) OVER (ORDER BY id), first_value(n + 1) OVER (ORDER BY id), last_value(f8) OVER (ORDER BY id) FROM numbers WHERE abs(n) < 10000 ORDER BY id

-- why: nth_value of zero
-- message: same
SELECT nth_value(id, 0) OVER (ORDER BY id) FROM lefts

-- why: running sums, with peers
SELECT id, sum(id) OVER (ORDER BY k), count(*) OVER (ORDER BY k), avg(id) OVER (ORDER BY id), max(a) OVER (ORDER BY id) FROM lefts ORDER BY id

-- why: sums of every type over windows
SELECT id, sum(i2) OVER w, sum(i8) OVER w, sum(n) OVER w, min(n) OVER w, max(i4) OVER w FROM numbers WHERE abs(i8 / 2) < 10000 AND abs(n) < 10000 WINDOW w AS (ORDER BY id ROWS 2 PRECEDING) ORDER BY id

-- why: float sums and extremes over windows, NaN too
-- tolerance: 1e-12
SELECT id, sum(f4) OVER w, min(f8) OVER w, max(f8) OVER w, stddev(f4) OVER w FROM numbers WHERE id > 6 AND abs(f4) < 1e5 WINDOW w AS (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) ORDER BY id

-- why: booleans over windows
SELECT id, bool_and(b) OVER (ORDER BY id), bool_or(b) OVER (ORDER BY id ROWS 1 PRECEDING) FROM numbers ORDER BY id

-- why: sums over NULL only
SELECT id, sum(k) OVER (PARTITION BY k), count(k) OVER (PARTITION BY k), avg(k) OVER (PARTITION BY k) FROM lefts ORDER BY id

-- why: FILTER in a window
SELECT id, count(*) FILTER (WHERE id > 2) OVER (ORDER BY id), sum(id) FILTER (WHERE id > 2) OVER (ORDER BY id) FROM lefts ORDER BY id

-- why: OVER ()
SELECT id, count(*) OVER (), sum(id) OVER (), id * 100 / sum(id) OVER () FROM lefts ORDER BY id

-- why: frames of rows
SELECT id, sum(id) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING), sum(id) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING), sum(id) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING), sum(id) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), sum(id) OVER (ORDER BY id ROWS CURRENT ROW) FROM lefts ORDER BY id

-- why: frames of peers
SELECT id, count(*) OVER (ORDER BY k RANGE CURRENT ROW), count(*) OVER (ORDER BY k RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING), count(*) OVER (ORDER BY k GROUPS UNBOUNDED PRECEDING), count(*) OVER (ORDER BY k GROUPS CURRENT ROW) FROM lefts ORDER BY id

-- why: frames of values
SELECT id, count(*) OVER (ORDER BY id RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING), sum(id) OVER (ORDER BY id DESC RANGE 2 PRECEDING), sum(id) OVER (ORDER BY id RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) FROM lefts ORDER BY id

-- why: frames of values over a key with NULL, both ways
SELECT id, count(*) OVER (ORDER BY k RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING), count(*) OVER (ORDER BY k DESC RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING), sum(id) OVER (ORDER BY k NULLS FIRST RANGE 1 PRECEDING) FROM lefts ORDER BY id

-- why: frames of values at the ends of integers
SELECT id, count(*) OVER (ORDER BY i8 RANGE BETWEEN 1000000000 PRECEDING AND 1000000000 FOLLOWING), count(*) OVER (ORDER BY i4 RANGE 10 PRECEDING), count(*) OVER (ORDER BY i2 RANGE BETWEEN 40000 PRECEDING AND 1 FOLLOWING) FROM numbers ORDER BY id

-- why: RANGE from an offset without bound over NULLs
SELECT id, count(*) OVER (ORDER BY k RANGE BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING), count(*) OVER (ORDER BY k NULLS FIRST RANGE BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING), count(*) OVER (ORDER BY k DESC RANGE BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING), count(*) OVER (ORDER BY k DESC NULLS LAST RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM lefts ORDER BY id

-- why: RANGE without the current row over NULLs
SELECT id, sum(id) OVER (ORDER BY k RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) FROM lefts ORDER BY id

-- why: a frame that ends before it starts
SELECT id, count(*) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 2 PRECEDING) FROM lefts ORDER BY id

-- why: windows made from windows
SELECT id, sum(id) OVER (w ORDER BY id), rank() OVER (v), count(*) OVER (v ROWS 1 PRECEDING), count(*) OVER v FROM lefts WINDOW w AS (PARTITION BY k), v AS (w ORDER BY a) ORDER BY id

-- why: windows over groups
SELECT k, count(*), sum(count(*)) OVER (ORDER BY k), rank() OVER (ORDER BY count(*) DESC), sum(sum(id)) OVER (), lag(k) OVER (ORDER BY k) FROM lefts GROUP BY k ORDER BY k

-- why: windows over grouping sets
SELECT k, a, sum(id), rank() OVER (PARTITION BY GROUPING(k, a) ORDER BY sum(id) DESC), sum(sum(id)) OVER (PARTITION BY k) FROM lefts GROUP BY ROLLUP (k, a) ORDER BY k, a, 3

-- why: windows over HAVING
SELECT k, count(*) OVER () FROM lefts GROUP BY k HAVING count(*) = 1 ORDER BY k

-- why: a window over a subquery, filtered outside
SELECT id, a FROM (SELECT id, a, row_number() OVER (PARTITION BY k ORDER BY id DESC) AS n FROM lefts) t WHERE n = 1 ORDER BY id

-- why: a window over a join
SELECT l.id, r.id, row_number() OVER (PARTITION BY l.id ORDER BY r.id), count(r.id) OVER (PARTITION BY l.k) FROM lefts l LEFT JOIN rights r ON l.k = r.k ORDER BY 1, 2

-- why: WHERE comes before windows
SELECT id, count(*) OVER () FROM lefts WHERE id > 2 ORDER BY id

-- why: ORDER BY a window function, LIMIT after it
SELECT id FROM lefts ORDER BY rank() OVER (ORDER BY a), id LIMIT 3

-- why: ORDER BY the alias of a window function
SELECT id, row_number() OVER (ORDER BY a) AS n FROM lefts ORDER BY n DESC

-- why: DISTINCT over windows
SELECT DISTINCT count(*) OVER (PARTITION BY k) AS n FROM lefts ORDER BY n

-- why: DISTINCT and ORDER BY of the same window
SELECT DISTINCT rank() OVER (ORDER BY k) FROM lefts ORDER BY rank() OVER (ORDER BY k)

-- why: windows in expressions, CASE and COALESCE
SELECT id, CASE WHEN row_number() OVER (ORDER BY id) % 2 = 0 THEN 'even' ELSE 'odd' END, COALESCE(lag(k) OVER (ORDER BY id), 0) + 1 FROM lefts ORDER BY id

-- why: no rows
SELECT id, rank() OVER (ORDER BY id), sum(i8) OVER (), lag(kept) OVER (ORDER BY id) FROM nothing

-- why: without FROM
SELECT row_number() OVER (), sum(1) OVER ()

-- why: windows over trades
SELECT trade_id, rank() OVER (PARTITION BY desk ORDER BY quantity DESC, trade_id), sum(portfolio_manager_id) OVER (PARTITION BY region ORDER BY trade_id) FROM trades_1d WHERE trade_id < 200 ORDER BY trade_id, 2, 3

-- why: a window function in WHERE
-- message: same
SELECT id FROM lefts WHERE rank() OVER (ORDER BY id) = 1

-- why: in HAVING
-- message: same
SELECT k FROM lefts GROUP BY k HAVING rank() OVER (ORDER BY k) = 1

-- why: in GROUP BY
-- message: same
SELECT 1 FROM lefts GROUP BY rank() OVER (ORDER BY id)

-- why: in GROUP BY by its number
-- message: same
SELECT rank() OVER (ORDER BY id) FROM lefts GROUP BY 1

-- why: in a JOIN condition
-- message: same
SELECT 1 FROM lefts l JOIN rights r ON rank() OVER (ORDER BY l.id) = r.id

-- why: nested windows
-- message: same
SELECT sum(rank() OVER (ORDER BY id)) OVER () FROM lefts

-- why: a window inside an aggregate
-- message: same
SELECT sum(rank() OVER (ORDER BY id)) FROM lefts

-- why: a window inside a window definition
-- message: same
SELECT sum(id) OVER (ORDER BY rank() OVER (ORDER BY id)) FROM lefts

-- why: a window function without OVER
-- message: same
SELECT rank() FROM lefts

-- why: OVER of a plain function
-- message: same
SELECT upper(a) OVER () FROM lefts

-- why: DISTINCT in a window
-- message: same
SELECT count(DISTINCT id) OVER () FROM lefts

-- why: FILTER of a window function
-- message: same
SELECT rank() FILTER (WHERE id > 1) OVER (ORDER BY id) FROM lefts

-- why: a window that is not there
-- message: same
SELECT rank() OVER w FROM lefts

-- why: a window twice
-- message: same
SELECT 1 FROM lefts WINDOW w AS (ORDER BY id), w AS (ORDER BY a)

-- why: an error in a window that nothing uses
-- message: same
SELECT 1 FROM lefts WINDOW w AS (ORDER BY nope)

-- why: ORDER BY twice
-- message: same
SELECT rank() OVER (w ORDER BY a) FROM lefts WINDOW w AS (ORDER BY id)

-- why: PARTITION BY twice
-- message: same
SELECT rank() OVER (w PARTITION BY a) FROM lefts WINDOW w AS (ORDER BY id)

-- why: a copy of a window with a frame
-- message: same
SELECT sum(id) OVER (w) FROM lefts WINDOW w AS (ORDER BY id ROWS 1 PRECEDING)

-- why: a window over what is not grouped
-- message: same
SELECT k, sum(id) OVER () FROM lefts GROUP BY k

-- why: RANGE with an offset and two keys
-- message: same
SELECT sum(id) OVER (ORDER BY id, k RANGE 1 PRECEDING) FROM lefts

-- why: a negative offset of a frame
-- message: same
SELECT sum(id) OVER (ORDER BY id ROWS -1 PRECEDING) FROM lefts

-- why: lag without arguments
-- message: same
SELECT lag() OVER (ORDER BY id) FROM lefts

-- why: frames of numerics
SELECT id, count(*) OVER (ORDER BY n RANGE BETWEEN 1.5 PRECEDING AND 0.0001 FOLLOWING), count(*) OVER (ORDER BY n DESC RANGE BETWEEN 1000 PRECEDING AND CURRENT ROW), sum(id) OVER (ORDER BY n RANGE BETWEEN 0.12345 PRECEDING AND 0.00009 FOLLOWING) FROM numbers ORDER BY id

-- why: frames of days over dates
SELECT id, count(*) OVER (ORDER BY d RANGE BETWEEN '1 day' PRECEDING AND '36 hours' FOLLOWING), count(*) OVER (ORDER BY short_d RANGE BETWEEN interval '365 days' PRECEDING AND interval '-0 days' FOLLOWING), sum(id) OVER (ORDER BY d DESC RANGE BETWEEN interval '100000 days' PRECEDING AND CURRENT ROW) FROM times ORDER BY id

-- why: frames of time over timestamps
SELECT id, count(*) OVER (ORDER BY ts RANGE BETWEEN '1 minute' PRECEDING AND '00:00:01.5' FOLLOWING), count(*) OVER (ORDER BY seconds RANGE BETWEEN interval '400 days' PRECEDING AND interval '1 hour' FOLLOWING) FROM times ORDER BY id

-- why: frames of time over a column of milliseconds
SELECT trade_id, count(*) OVER (ORDER BY ts RANGE BETWEEN interval '1 hour' PRECEDING AND CURRENT ROW), sum(quantity) OVER (PARTITION BY desk ORDER BY ts RANGE BETWEEN '5 minutes' PRECEDING AND '250 milliseconds' FOLLOWING) FROM trades_1d WHERE trade_id % 50 = 0 ORDER BY trade_id

-- why: a negative frame of values
-- message: same
SELECT count(*) OVER (ORDER BY id RANGE BETWEEN -1 PRECEDING AND CURRENT ROW) FROM lefts

-- why: a negative frame of time
-- message: same
SELECT count(*) OVER (ORDER BY d RANGE interval '-1 day' PRECEDING) FROM times

-- why: a frame offset of another type
-- message: same
SELECT count(*) OVER (ORDER BY id RANGE 1.5 PRECEDING) FROM lefts

-- why: a frame of days in numbers
-- message: same
SELECT count(*) OVER (ORDER BY d RANGE 1 PRECEDING) FROM times

-- why: a frame of texts
-- message: same
SELECT count(*) OVER (ORDER BY a RANGE 1 PRECEDING) FROM lefts

-- why: RANGE frames that end before they start, in values too
SELECT id, count(*) OVER (ORDER BY id RANGE BETWEEN 1 PRECEDING AND 2 PRECEDING), sum(id) OVER (ORDER BY k ROWS BETWEEN 3 FOLLOWING AND 2 FOLLOWING), first_value(id) OVER (ORDER BY id ROWS BETWEEN 3 FOLLOWING AND 2 FOLLOWING) FROM lefts ORDER BY id

-- why: constants that are errors only where there is a row, and after those of the statement
SELECT ntile(0) OVER (ORDER BY id) FROM lefts

-- why: no row
SELECT ntile(0) OVER (ORDER BY id), nth_value(id, 0) OVER (ORDER BY id) FROM lefts WHERE false

-- why: nth_value
SELECT nth_value(id, -1) OVER (ORDER BY id) FROM lefts

-- why: the order of another window is looked at first
SELECT ntile(0) OVER (ORDER BY id), count(*) OVER (ORDER BY '{}'::json) FROM lefts
