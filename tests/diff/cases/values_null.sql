-- why: a column of VALUES can be NULL where any row's is
SELECT percentile_disc(1) WITHIN GROUP (ORDER BY x), percentile_disc(0.5) WITHIN GROUP (ORDER BY x DESC) FROM (VALUES (interval '1 day'), (interval '2 days'), (NULL)) v(x)

-- why: NOT IN over VALUES with a NULL behind the first row
SELECT 1 WHERE 3 NOT IN (SELECT x FROM (VALUES (1), (NULL)) v(x))

-- why: groups of a NULL behind the first row
SELECT x, count(x), count(*), coalesce(x, 7) FROM (VALUES (1), (NULL)) v(x) GROUP BY x ORDER BY x

-- why: uuids, which are sorted by their text
SELECT percentile_disc(1) WITHIN GROUP (ORDER BY x) FROM (VALUES ('61f0c404-5cb3-11e7-907b-a6006ad3dba0'::uuid), (NULL)) v(x)
