-- why: widths, on either side, and of arguments
SELECT format('|%10s|%-10s|%*s|%-*s|%*s|', 'foo', 'bar', 10, 'foo', 5, 'x', -4, 'y'), format('|%1$*2$s|%s', 'foo', 10, 'z'), format('%5L|%-6I|%3s', NULL, 'a b', NULL), format('%5s|', 'é'), format('%2s', 'abcdef'), format('%*s|', NULL, 'a'), format('%05s', 'ab'), format('%--5s|', 'ab')

-- why: numbered arguments, and what follows them
SELECT format('Testing %3$s, %2$s, %1$s|%s', 'one', 'two', 'three'), format('%2$s %s %1$s', 'a', 'b', 'c')

-- why: widths of rows
SELECT id, format('[%*s]', id - 3, a) FROM lefts ORDER BY id

-- why: a pattern that ends too soon
-- message: same
SELECT format('%', 1)

-- why: after a width too
-- message: same
SELECT format('%5', 1)

-- why: no such argument
-- message: same
SELECT format('%0$s', 1)

-- why: the place of a width has no end
-- message: same
SELECT format('%1$*2s', 1, 2)

-- why: a width takes an argument
-- message: same
SELECT format('%*s', 1)

-- why: what a value's type is
SELECT pg_typeof(1), pg_typeof('a'), pg_typeof(now()), pg_typeof(ARRAY[1]), pg_typeof(NULL), pg_typeof(1.5), pg_typeof('a'::varchar(3)), pg_typeof(interval '1 day')

-- why: the argument makes one group of the rows
SELECT pg_typeof(sum(id)), pg_typeof(max(n)) FROM numbers

-- why: a column beside the grouping
SELECT pg_typeof(id), count(*) FROM numbers

-- why: NULLs among arguments of several types
SELECT id, num_nulls(i4, n, f8), num_nonnulls(i4, n, NULL, 'x', ARRAY[1]) FROM numbers ORDER BY id

-- why: arrays instead of arguments
SELECT num_nulls(VARIADIC ARRAY[1,NULL]), num_nonnulls(VARIADIC ARRAY[1,NULL]), num_nulls(VARIADIC NULL::int[]), concat(VARIADIC ARRAY['a',NULL,'b']), concat_ws(',', VARIADIC ARRAY['a',NULL,'b']), concat(VARIADIC NULL::text[]), concat_ws(NULL, VARIADIC ARRAY['a']), concat(VARIADIC ARRAY[true,false]), jsonb_extract_path('{"a":{"b":5}}', VARIADIC ARRAY['a','b']), json_extract_path_text('{"a":{"b":"x"}}', VARIADIC '{a,b}')

-- why: no array
-- message: same
SELECT concat(VARIADIC 5)

-- why: the part of a text between the separators of a SIMILAR pattern
SELECT substring('foobar' SIMILAR '%#"o_b#"%' ESCAPE '#'), substring('foobar' from '%#"o_b#"%' for '#'), substring('abc' SIMILAR 'a%' ESCAPE '#'), substring('abc' SIMILAR 'b%' ESCAPE '#'), substring('abcdefg' SIMILAR 'a#"%#"g' ESCAPE '#'), substring('abcdefg' SIMILAR 'a*#"%#"g*' ESCAPE '#'), substring(NULL SIMILAR 'a' ESCAPE '#'), substring('abc' SIMILAR 'abc' ESCAPE NULL), substring('aXbXc' SIMILAR '%#"X%#"' ESCAPE '#'), substring('a.c' SIMILAR 'a#".#"c' ESCAPE '#')

-- why: of rows
SELECT s, substring(s SIMILAR '_#"%#"' ESCAPE '#') FROM texts ORDER BY id
