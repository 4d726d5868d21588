-- why: what is left out is 0
SELECT make_interval(days => 10), make_interval(hours => 30, mins => -5), make_interval(1, 2, secs => 3.5), make_interval(years := 1), make_interval(weeks => id) FROM lefts ORDER BY id

-- why: in any order
SELECT make_date(day => 29, month => 2, year => 2024), make_timestamp(2024, 2, mday => 29, hour => 1, min => 2, sec => 3.25), make_time(sec => 1, hour => 2, min => 3)

-- why: names that there are not
SELECT make_interval(day => 10)

-- why: of a function whose parameters have no names
SELECT length(string => 'abc')

-- why: twice
-- message: same
SELECT make_interval(days => 1, days => 2)

-- why: by place and by name
SELECT make_interval(1, years => 2)

-- why: by place after a name
-- message: same
SELECT make_interval(days => 1, 2)

-- why: too few
SELECT make_date(year => 2024)

-- why: NULL
SELECT make_interval(days => NULL)
