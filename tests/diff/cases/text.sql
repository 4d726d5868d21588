-- why: trims with sets of characters, constant or not, outside ASCII too
SELECT id, btrim(s, 'ab'), ltrim(s, kept), rtrim(kept, s), btrim(s, 'Æg'), trim(both from s), ltrim(s, '') FROM texts ORDER BY id

-- why: padding by what is not constant
SELECT id, lpad(s, 8, kept), rpad(s, 8, kept), lpad(s, id, 'xy'), rpad(s, -1, kept), lpad(kept, 5, '') FROM texts ORDER BY id

-- why: parts by a delimiter that is not constant
SELECT id, split_part(s, substr(kept, 2, 1), 1), split_part(kept, 'e', -1), split_part(s, kept, 2) FROM texts ORDER BY id

-- why: characters replaced one by one
SELECT id, translate(s, 'abø', 'xy'), translate(s, kept, 'z'), translate(s, '', kept), translate(kept, kept, s) FROM texts ORDER BY id

-- why: case is ASCII's in the C locale
SELECT id, upper(s), lower(kept), initcap(s), initcap(kept), s ILIKE 'æ%', s ILIKE 'a%' FROM texts ORDER BY id

-- why: LIKE with patterns of a column
SELECT id, s LIKE kept, s LIKE kept || '%', kept ILIKE s FROM texts WHERE kept NOT LIKE '%\\' AND s NOT LIKE '%\\' ORDER BY id

-- why: overlay by characters
SELECT id, overlay(s placing 'X' from 2), overlay(s placing 'XYZ' from 2 for 0), overlay(kept placing s from 1 for 3), overlay(s placing 'q' from 3 for -1) FROM texts ORDER BY id

-- why: overlay from before the start
-- message: same
SELECT overlay('abc' placing 'x' from 0)

-- why: code points
SELECT chr(i4), ascii(chr(i4)) FROM (VALUES (1), (127), (128), (2047), (2048), (65535), (65536), (1114111)) t(i4) ORDER BY i4

-- why: no character
-- message: same
SELECT chr(0)

-- why: a surrogate is no character
SELECT chr(55296)

-- why: quoted for SQL
SELECT id, quote_literal(s), quote_nullable(s), quote_literal(kept) FROM texts ORDER BY id

-- why: numbers quoted
SELECT quote_literal(1.50), quote_nullable(true), quote_literal(-7)

-- why: a separator that is not constant
SELECT id, concat_ws(s, 'a', NULL, kept), concat_ws(kept, s, s) FROM texts ORDER BY id

-- why: SIMILAR TO
SELECT id, s SIMILAR TO '%(b|d)%', s SIMILAR TO '_b_', s SIMILAR TO 'abc|ABC', s NOT SIMILAR TO '[a-z]+', s SIMILAR TO 'a\%b%', s SIMILAR TO 'a#%b%' ESCAPE '#', s SIMILAR TO 'a.c', s SIMILAR TO '' FROM texts ORDER BY id

-- why: SIMILAR TO repeats
SELECT 'aab' SIMILAR TO 'a{2}b', 'aab' SIMILAR TO 'a*', 'a$' SIMILAR TO 'a$', 'a^b' SIMILAR TO 'a^b', 'x' SIMILAR TO '[^a-c]'

-- why: regular expressions counted and found
SELECT id, regexp_count(s, '[a-c]'), regexp_substr(s, '[a-z]+'), regexp_instr(s, '[b-d]'), regexp_replace(s, '[A-C]', '_', 'gi'), regexp_replace(s, '[A-C]', '_', 'i') FROM texts ORDER BY id

-- why: starts with
SELECT id, s ^@ 'a', starts_with(s, kept), s ^@ '' FROM texts ORDER BY id

-- why: normal forms
SELECT normalize('ﬁ', NFKC), normalize(U&'\00e9', NFD) = U&'e\0301', U&'e\0301' IS NFC NORMALIZED, U&'\00e9' IS NORMALIZED

-- why: scales of numerics
SELECT id, scale(n), min_scale(n), trim_scale(n), scale(n / 4), trim_scale(n / 4), scale(i4) FROM numbers WHERE abs(n) < 100000 ORDER BY id

-- why: buckets
SELECT id, width_bucket(f8, -10, 100, 7), width_bucket(n, 5, -5, 4), width_bucket(i4, 0, 1000, 10) FROM numbers WHERE f8 <> 'NaN' ORDER BY id

-- why: buckets want a count
-- message: same
SELECT width_bucket(1.0, 0, 1, 0)

-- why: degrees
SELECT id, sind(i2), cosd(i2), atand(f8), sind(f8 * 30) FROM numbers WHERE abs(f8) < 1e6 ORDER BY id

-- why: a backslash in the brackets of SIMILAR TO
SELECT E'\\' SIMILAR TO '[\d]' ESCAPE '#', '5' SIMILAR TO '[\d]' ESCAPE '#', 'd' SIMILAR TO '[\d]' ESCAPE '#'

-- why: groups of a match, those that take no part among them
SELECT id, regexp_match(s, '([a-z])(.)'), regexp_match(kept, '^(\w+)(?: (\w+))?'), (regexp_match(s, '([a-z])(.)'))[2], regexp_match(s, 'b'), regexp_match(s, 'B', 'i') FROM texts ORDER BY id

-- why: every match as a row
SELECT t.id, x.m, x.m[1] FROM texts t, regexp_matches(t.s, '([a-z])([^a-z])', 'g') AS x(m) ORDER BY 1, 2

-- why: the first match only, and none
SELECT t.id, m FROM texts t, regexp_matches(t.s, '[a-z]+') AS m ORDER BY t.id

-- why: in a select list
SELECT regexp_matches('foobarbequebazilbarfbonk', 'ba.', 'g'), regexp_split_to_table('a1b2', '\d')

-- why: split by a regular expression
SELECT id, regexp_split_to_array(s, '[aeiou]|\s+'), regexp_split_to_array(s, 'X', 'i'), (regexp_split_to_array(kept, '\W'))[1] FROM texts ORDER BY id

-- why: rows of what is between
SELECT t.id, w, n FROM texts t, regexp_split_to_table(t.s, '\W+') WITH ORDINALITY AS x(w, n) ORDER BY t.id, n

-- why: a part that counts from a place, and which of the matches
SELECT id, regexp_count(s, '[a-z]', 2), regexp_instr(s, '[a-z]', 1, 2), regexp_instr(s, '[a-z]', 2, 1, 1, 'i'), regexp_substr(s, '[a-z]', id, 1), regexp_replace(s, '[a-z]', '<\&>', 1, 2), regexp_replace(s, '[a-z]', '-', 2, 0, 'i') FROM texts ORDER BY id

-- why: no place before the first
SELECT regexp_count(s, 'a', id - 1) FROM texts

-- why: alternatives that exclude each other, and a lazy part alone
SELECT id, regexp_replace(s, 'a(b|c)|it(.)s', '[\1\2\3]', 'g'), substring(kept from '"(.*?)"'), regexp_replace(s, '(?i)[ab]', '.', 'g'), regexp_replace(s, '^.*b', '') FROM texts ORDER BY id

-- why: a pattern that ends with $ is one for every match too
SELECT regexp_replace('b a b', 'b|a$', 'X', 'g'), substring(s from 'b.*$') FROM texts ORDER BY id

-- why: edges of words
SELECT id, s ~ '\mb', s ~ 'a\M', s ~ '\ya\y', s ~ '\Ab', s ~ 'e\Z', s ~ 'a\Y' FROM texts ORDER BY id

-- why: patterns of a column
SELECT a.id, b.id, a.s ~ b.s, a.s ~* b.s FROM texts a, texts b WHERE b.s ~ '^[a-z0-9, ]+$' ORDER BY 1, 2

-- why: made from a column
SELECT id, s ~ ('^' || left(kept, 1) || '.'), kept !~ concat('[', id::text, '-9]') FROM texts WHERE left(kept, 1) ~ '\w' AND id < 9 ORDER BY id

-- why: not of every form
-- refused: 0A000
SELECT 'ab' ~ s FROM (VALUES ('(?=a)b')) t(s)

-- why: PostgreSQL takes the longest, RE2 the first
-- refused: 0A000
SELECT substring('foobar' from 'foo|foobar')

-- why: what it would capture of what repeats
-- refused: 0A000
SELECT regexp_match('abc', '(a|b)*c')

-- why: a function with no use for it
-- message: same
SELECT regexp_count('a', 'a', 1, 'g')

-- why: no such option
-- message: same
SELECT regexp_like('a', 'a', 'z')

-- why: an element of an array that a function makes
SELECT (string_to_array('a,b', ','))[2], (string_to_array(s, 'b'))[1] FROM texts ORDER BY id
