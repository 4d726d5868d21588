-- why: the patterns of reports
SELECT id, to_char(ts, 'YYYY-MM-DD'), to_char(d, 'YYYY-MM'), to_char(seconds, 'YYYY-MM-DD HH24:MI:SS'), to_char(short_d, 'DD.MM.YYYY'), to_char(ts, 'HH12:MI:SS AM'), to_char(ts, 'YYYYMMDDHH24MISS') FROM times ORDER BY id

-- why: years
SELECT id, to_char(ts, 'YYYY YYY YY Y Y,YYY'), to_char(ts, 'IYYY IYY IY I'), to_char(ts, 'FMYYYY FMYY FMY,YYY FMIYYY'), to_char(ts, 'CC FMCC CCth'), to_char(ts, 'yyyy iyyy y,yyy cc') FROM times ORDER BY id

-- why: weeks and days
SELECT id, to_char(ts, 'IW WW W FMIW FMWW'), to_char(ts, 'D ID DD DDD IDDD'), to_char(ts, 'FMDD FMDDD FMD'), to_char(ts, 'J Q'), to_char(d, 'IYYY-"W"IW-ID') FROM times ORDER BY id

-- why: names, filled with blanks and not
SELECT id, to_char(ts, 'DAY|Day|day|DY|Dy|dy|'), to_char(ts, 'MONTH|Month|month|MON|Mon|mon|'), to_char(ts, 'FMDAY|FMDay|FMday|FMMONTH|FMMonth|FMmonth|'), to_char(ts, 'RM|rm|FMRM|FMrm|'), to_char(ts, 'TMMonth|TMDay|TMMon|') FROM times ORDER BY id

-- why: times of the day
SELECT id, to_char(ts, 'HH24 HH12 HH MI SS MS US SSSS SSSSS'), to_char(ts, 'FMHH24 FMHH12 FMMI FMSS FMMS FMUS'), to_char(ts, 'FF1 FF2 FF3 FF4 FF5 FF6'), to_char(ts, 'AM PM am pm A.M. P.M. a.m. p.m.'), to_char(ts, 'hh24:mi:ss.ms') FROM times ORDER BY id

-- why: eras and zones of a timestamp, which has none
SELECT id, to_char(ts, 'AD BC ad bc A.D. b.c.'), to_char(ts, '[TZ|tz|TZH|TZM|OF|FMOF]') FROM times ORDER BY id

-- why: and of a timestamptz
SELECT id, to_char(ts::timestamptz, 'YYYY-MM-DD"T"HH24:MI:SSOF TZ tz TZH:TZM'), to_char(d, 'TZ') FROM times ORDER BY id

-- why: ordinals
SELECT id, to_char(ts, 'DDth DDTH FMDDth FMDDTH Dth DDDth HH24th MIth SSth YYYYth Y,YYYth MSth Qth Wth WWth IWth Jth SSSSth MMth'), to_char(ts, 'FMMMth of FMMonth') FROM times ORDER BY id

-- why: text between keywords
SELECT id, to_char(ts, '"quoted YYYY" YYYY'), to_char(ts, 'YYYY年MM月DD日'), to_char(ts, '100%% YYYY %Y'), to_char(ts, 'it''s YYYY\"x\"'), to_char(ts, '"a\"b\\c" YYYY'), to_char(ts, 'YYYY "open'), to_char(ts, 'YYYY\MM'), to_char(ts, '%'), to_char(ts, 'FX YYYY'), to_char(ts, 'FMTMMonth'), to_char(ts, 'DDSP SPDD'), to_char(ts, 'FM"x"DD') FROM times ORDER BY id

-- why: no keywords, and the empty pattern, which gives NULL
SELECT id, to_char(ts, 'xx'), to_char(ts, '-'), to_char(ts, ''), to_char(ts, NULL), to_char(ts, ' '), to_char(ts, '""') FROM times ORDER BY id

-- why: case of keywords
SELECT id, to_char(ts, 'Yyyy Mm dD mOn mONTH daY'), to_char(ts, 'of tzh tzm'), to_char(ts, 'Hh24 hH') FROM times ORDER BY id

-- why: grouped by
SELECT to_char(ts, 'YYYY'), count(*) FROM times GROUP BY to_char(ts, 'YYYY') ORDER BY 1 NULLS LAST

-- why: grouped by number, of something computed
SELECT to_char(ts + interval '1 day', 'FMMonth YYYY'), count(*) FROM times WHERE ts < '2290-01-01' GROUP BY 1 ORDER BY 1

-- why: of intervals
SELECT id, to_char(ts - timestamp '2000-01-01', 'DD HH24:MI:SS.US'), to_char(ts - timestamp '2000-01-01', 'HH12:MI AM'), to_char(ts - timestamp '2000-01-01', 'YYYY MM FMDD SSSS DDD MS') FROM times ORDER BY id

-- why: of intervals with all parts
SELECT to_char(interval '1 year 2 mons 3 days 27:04:05.6', 'YYYY YY MM DD HH24 HH12 MI SS MS US SSSS Q CC DDD WW W'), to_char(interval '-1 year -2 mons -3 days -27:04:05.6', 'YYYY MM DD HH24 HH12 MI SS'), to_char(interval '123:45:06', 'HH24:MI:SS "h" FMHH24')

-- why: dates in patterns for intervals
-- message: same
SELECT to_char(interval '1 day', 'Month')

-- why: a pattern that is a column
-- refused: patterns are constants
SELECT to_char(ts, kept) FROM times JOIN texts USING (id)
