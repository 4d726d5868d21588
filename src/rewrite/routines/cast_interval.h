#ifndef PGPIVOT_REWRITE_CAST_INTERVAL_H
#define PGPIVOT_REWRITE_CAST_INTERVAL_H

#include "rewrite/time/interval_row.h"

/*
 * Text of a column as interval: the forms that interval_parse reads (base/interval.h), with
 * PostgreSQL's arithmetic for fractions (AdjustFractDays and its kin).
 */
#define SPACES "[[:space:]]*"
/* ISO 8601 and years-months in words; days before a time; a digit before each point. */
#define ISO_WORDS(text, letters, words)                                                            \
    "replaceRegexpAll(" text ", '([0-9.])" letters "', '\\\\1 " words " ')"
#define ISO_DATE "substringIndex(substring(l, 2), 't', 1)"
#define ISO_TIME "if(position(l, 't') > 0, substringIndex(l, 't', -1), '')"
#define ISO_AS_WORDS                                                                               \
    "concat(" ISO_WORDS(                                                                           \
        ISO_WORDS(ISO_WORDS(ISO_WORDS(ISO_DATE, "y", "year"), "m", "mon"), "w", "week"), "d",      \
        "day") ", ' ', " ISO_WORDS(ISO_WORDS(ISO_WORDS(ISO_TIME, "h", "hour"), "m", "min"), "s",   \
                                   "sec") ")"
#define ISO_FORM "^p(?:[-+]?[0-9]+(?:[.][0-9]*)?[ymwd])*(?:t(?:[-+]?[0-9]+(?:[.][0-9]*)?[hms])+)?$"
#define IN_WORDS                                                                                   \
    "replaceRegexpAll(replaceRegexpOne(replaceRegexpOne(if(match(l, '" ISO_FORM                    \
    "'), " ISO_AS_WORDS                                                                            \
    ", l), '(^|[[:space:]])([-+]?)([0-9]+)-([0-9]+)([[:space:]]|$)', '\\\\1\\\\2\\\\3 year "       \
    "\\\\2\\\\4 mon\\\\5'), '([0-9])[[:space:]]+([-+]?[0-9]+:)', '\\\\1 day \\\\2'), "             \
    "'(^|[^0-9])[.]([0-9])', '\\\\10.\\\\2')"

#define WORDS_ITEM "[-+]?" SPACES "[0-9]+(?:[.][0-9]*)?" SPACES "(?:[a-z]+|$)"
#define WORDS_TIME "[-+]?" SPACES "[0-9]+:[0-9]+(?::[0-9]+(?:[.][0-9]*)?)?"
#define WORDS_FORM                                                                                 \
    "^" SPACES "@?" SPACES "(?:(?:" WORDS_TIME "|" WORDS_ITEM ")" SPACES ")+(?:ago" SPACES ")?$"
#define TIME_GROUPS "([-+]?)" SPACES "([0-9]+):([0-9]+)(?::([0-9]+)([.][0-9]*)?)?"
#define ITEM_GROUPS "([-+]?)" SPACES "([0-9]+)([.][0-9]*)?" SPACES "([a-z]*)"
#define WITHOUT_AGO "replaceRegexpOne(n, '" SPACES "ago" SPACES "$', '')"

/* Units by number: 1 microsecond … 5 hour, 6 day, 7 week, 8 month, 9 year … 12 millennium. */
#define UNIT_NUMBER(word)                                                                          \
    "toUInt8(multiIf(match(" word ", '^(us|usecs?|useconds?|microseconds?)$'), 1, match(" word     \
    ", '^(ms|msecs?|mseconds?|milliseconds?)$'), 2, match(" word                                   \
    ", '^(|s|secs?|seconds?)$'), 3, match(" word ", '^(m|mins?|minutes?)$'), 4, match(" word       \
    ", '^(h|hrs?|hours?)$'), 5, match(" word ", '^(d|days?)$'), 6, match(" word                    \
    ", '^(w|weeks?)$'), 7, match(" word ", '^(mons?|months?)$'), 8, match(" word                   \
    ", '^(y|yrs?|years?)$'), 9, match(" word ", '^(decs?|decades?)$'), 10, match(" word            \
    ", '^(c|cent|century|centuries)$'), 11, match(" word                                           \
    ", '^(mils?|millennium|millennia)$'), 12, 0))"
#define SIGNED(x) "if(arrayElement(" x ", 1) = '-', -1, 1) * "
#define MONTHS_OF "arrayElement(array(0, 0, 0, 0, 0, 0, 0, 1, 12, 120, 1200, 12000), u)"
#define DAYS_OF "arrayElement(array(0, 0, 0, 0, 0, 1, 7, 0, 0, 0, 0, 0), u)"
#define MICROS_OF                                                                                  \
    "arrayElement(array(1, 1000, 1000000, 60000000, 3600000000, 0, 0, 0, 0, 0, 0, 0), u)"
/* What a fraction is in days, and in microseconds; half a microsecond goes to zero. */
#define FRACTION_DAYS "(f * arrayElement(array(0, 0, 0, 0, 0, 1, 7, 30, 0, 0, 0, 0), u))"
#define WHOLE_OF(x) "toInt64(trunc(" x "))"
#define NEAREST(x)                                                                                 \
    "(" WHOLE_OF(x) " + (" x " - trunc(" x ") > 0.5) - (" x " - trunc(" x ") < -0.5))"

#define WORDS_MONTHS                                                                               \
    "arraySum((w, f, u) -> w * " MONTHS_OF " + if(u > 8, toInt64(roundBankers(f * " MONTHS_OF      \
    ")), 0), ws, fs, us)"
#define WORDS_DAYS                                                                                 \
    "arraySum((w, f, u) -> w * " DAYS_OF " + " WHOLE_OF(FRACTION_DAYS) ", ws, fs, us)"
#define FRACTION_OF_MICROS                                                                         \
    "arrayMap((f, u) -> f * " MICROS_OF " + (" FRACTION_DAYS " - trunc(" FRACTION_DAYS             \
    ")) * 86400000000., fs, us)"
#define WORDS_MICROS                                                                               \
    "arraySum((w, u, x) -> w * " MICROS_OF " + " NEAREST("x") ", ws, us, " FRACTION_OF_MICROS ")"
#define TIME_FIELD(n) "toInt64OrZero(arrayElement(t, " n "))"
#define TIME_MICROS                                                                                \
    "(if(arrayElement(t, 1) = '-', -1, 1) * (" TIME_FIELD("2") " * 3600000000 + " TIME_FIELD(      \
        "3") " * 60000000 + " TIME_FIELD("4") " * 1000000 + toInt64(roundBankers(toFloat64OrZero(" \
                                              "concat('0', arrayElement(t, 5))) * 1000000.))))"

/* A field twice is no interval. */
#define NOT_WORDS                                                                                  \
    THROW_IF("isNotNull(l) AND (NOT match(n, '" WORDS_FORM "') OR has(us, 0) OR "                  \
             "length(arrayDistinct(us)) != length(us) OR (notEmpty(t) AND arrayExists(u -> u "     \
             "BETWEEN 3 AND 5, us)))",                                                             \
             "22007", "invalid input syntax for type interval")
#define WORDS_OUT_OF_RANGE                                                                         \
    THROW_IF("match(n, '[0-9]{16}') OR " TIME_FIELD("3") " > 59 OR " TIME_FIELD("4") " > 59",      \
             "22015", "interval field value out of range")
#define IF_WORDS(value)                                                                            \
    "multiIf(" NOT_WORDS ", NULL, " WORDS_OUT_OF_RANGE ", NULL, isNull(l), NULL, " value ")"

#define INTERVAL_OF_WORDS                                                                          \
    LET1("a", "if(match(n, 'ago" SPACES "$'), -1, 1)",                                             \
         INTERVAL_CHECKED("(a * " WORDS_MONTHS ")", "(a * " WORDS_DAYS ")",                        \
                          "(a * (toInt128(" WORDS_MICROS ") + " TIME_MICROS "))"))
#define INTERVAL_FROM_TEXT                                                                         \
    LET1(                                                                                          \
        "l", "lower(trim(BOTH ' ' FROM $1))",                                                      \
        LET1("n", "ifNull(" IN_WORDS ", '')",                                                      \
             LET2("t", "extractGroups(n, '" TIME_GROUPS "')", "v",                                 \
                  "extractAllGroupsVertical(replaceRegexpOne(" WITHOUT_AGO ", '" WORDS_TIME        \
                  "', ' '), '" ITEM_GROUPS "')",                                                   \
                  LET3("ws", "arrayMap(x -> " SIGNED("x") "toInt64OrZero(arrayElement(x, 2)), v)", \
                       "fs",                                                                       \
                       "arrayMap(x -> " SIGNED("x") "toFloat64OrZero(concat('0', "                 \
                                                    "arrayElement(x, 3))), v)",                    \
                       "us", "arrayMap(x -> " UNIT_NUMBER("arrayElement(x, 4)") ", v)",            \
                       IF_WORDS(INTERVAL_OF_WORDS)))))

#endif
