-- why: percentiles of intervals
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x), percentile_cont(0.3) WITHIN GROUP (ORDER BY x DESC), percentile_cont(0) WITHIN GROUP (ORDER BY x), percentile_cont(1) WITHIN GROUP (ORDER BY x), percentile_cont(ARRAY[0,0.25,NULL,1]) WITHIN GROUP (ORDER BY x) FROM (VALUES (interval '1 day'), (interval '2 days'), (interval '1 mon 3 days 04:05:06.789'), (NULL)) v(x)

-- why: of no rows, and between parts of different signs
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FILTER (WHERE false), percentile_cont(0.77) WITHIN GROUP (ORDER BY x) FROM (VALUES (interval '-1 day'), (interval '00:00:01')) v(x)

-- why: fractions out of range
SELECT percentile_cont(1.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (interval '-1 day')) v(x)

-- why: sums of squares of pairs
SELECT regr_sxx(y, x), regr_syy(y, x), regr_sxy(y, x) FROM (VALUES (1.0, 2.0), (2, 3), (5, 1), (NULL, 7)) v(y, x)

-- why: of no pairs
SELECT regr_sxx(y, x), regr_syy(y, x), regr_sxy(y, x) FROM (VALUES (1.0, NULL)) v(y, x)
