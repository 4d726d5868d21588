-- why: groups of intervals
SELECT i, count(*) FROM (VALUES (interval '1 day'),(interval '1 day'),(interval '3:00'),(NULL)) v(i) GROUP BY i ORDER BY i

-- why: what differences of timestamps are
SELECT ts - short_d AS gap, count(*) FROM times WHERE ts IS NOT NULL GROUP BY gap ORDER BY gap

-- why: DISTINCT
SELECT DISTINCT i FROM (VALUES (interval '2 days'),(interval '1 day'),(interval '1 day'),(NULL)) v(i) ORDER BY i

-- why: count of distinct ones, and the greatest
SELECT count(DISTINCT i), max(i), min(i) FROM (VALUES (interval '2 days'),(interval '1 day'),(interval '1 day'),(NULL)) v(i)

-- why: an equal one may look different: PostgreSQL shows one of them
-- refused: grouping by intervals with months
SELECT i, count(*) FROM (VALUES (interval '1 mon'),(interval '30 days')) v(i) GROUP BY i

-- why: the first of those that are equal
SELECT greatest(interval '1 day', interval '24:00', interval '1 hour'), least(interval '24:00', interval '1 day'), greatest(interval '24:00', interval '1 day'), greatest(NULL, interval '1 s')

-- why: partitions and order of windows
SELECT i, n, sum(n) OVER (PARTITION BY i ORDER BY n) FROM (VALUES (interval '1 day',1),(interval '1 day',2),(interval '3:00',3),(NULL,4)) v(i,n) ORDER BY n

-- why: months are 30 days
SELECT rank() OVER (ORDER BY i), i FROM (VALUES (interval '1 mon'),(interval '30 days'),(interval '3:00')) v(i) ORDER BY 1, i::text

-- why: among those of a subquery
SELECT interval '1 mon' IN (SELECT i FROM (VALUES (interval '30 days'),(interval '1 day')) v(i))

-- why: set operations
SELECT interval '1 day' UNION SELECT interval '1 day' UNION SELECT interval '2 days' ORDER BY 1

-- why: NULLs in the order of an aggregate
SELECT array_agg(i ORDER BY i DESC), array_agg(i ORDER BY i), array_agg(n ORDER BY n DESC) FROM (VALUES (interval '2 mon', 2),(interval '1 day', 1),(interval '1 day', NULL),(NULL, 4)) v(i, n)

-- why: NULLs of VALUES that do not come first
SELECT array_agg(n ORDER BY n DESC), count(n), bool_or(n IS NULL) FROM (VALUES (2),(1),(NULL)) v(n)

-- why: texts of columns
SELECT id, s::interval FROM (VALUES (1,'1 day'),(2,'-3 days 2:00'),(3,NULL),(4,'1.5 mon'),(5,'P1Y2M3DT4H5M6.7S'),(6,'1-2'),(7,'1 year ago'),(8,'3 4:05:06.789'),(9,'1h 30m'),(10,'-1.5 days'),(11,'@ 1 hour 2 mins ago'),(12,'1 week -2 days +03:00')) v(id,s) ORDER BY id

-- why: sums of them
SELECT sum((s||' minutes')::interval), avg((s||' hours')::interval) FROM (VALUES ('1'),('20')) v(s)

-- why: no interval
SELECT s::interval FROM (VALUES ('foo')) v(s)

-- why: GMT is UTC by another name
-- zone: GMT
SELECT timestamptz '2024-03-12 00:00-04', timestamptz '2024-03-12 00:00-04'::text, to_char(timestamptz '2024-03-12 00:00-04', 'HH24')

-- why: and is called so
-- zone: GMT
-- refused: TZ, TZH, TZM and OF in patterns of to_char are supported in UTC only
SELECT to_char(timestamptz '2024-03-12 00:00-04', 'TZ')
