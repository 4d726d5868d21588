/*
 * inet: functions and operators of pg_proc and how ClickHouse says the same. What an inet is there
 * stands in routine_row.h.
 */
#include "rewrite/routines/routine_row.h"

#define E_INET "'192.168.1.5'::inet"
#define E_NET "'192.168.1.0/24'::inet"
#define E_INET6 "'2001:db8::1/64'::inet"

/* The address in the high bits of 128, and its network's first bits alone. */
#define NUMBER(inet)                                                                               \
    "reinterpretAsUInt128(reverse(substring(concat(" INET_ADDRESS(                                 \
        inet) ", repeat('\\0', 12)), 1, 16)))"
#define FIRST_BITS(inet, bits) "bitShiftRight(" NUMBER(inet) ", toUInt8(128 - toInt16(" bits ")))"

#define WITHIN(inner, op, outer)                                                                   \
    "(" INET_FAMILY(inner) " = " INET_FAMILY(outer) " AND " INET_BITS(inner) " " op " " INET_BITS( \
        outer) " AND " FIRST_BITS(inner, INET_BITS(outer)) " = " FIRST_BITS(outer,                 \
                                                                            INET_BITS(outer)) ")"
#define LEAST_BITS "least(" INET_BITS("$1") ", " INET_BITS("$2") ")"

#define ABBREVIATED(inet)                                                                          \
    "if(" INET_BITS(inet) " = if(" INET_IS_IPV4(inet) ", 32, 128), " INET_HOST(                    \
        inet) ", " INET_TEXT(inet) ")"

#define REFUSED_ROW(name, result) ROW1(name, result, INET, REFUSED, NULL)

static const struct routine function_rows[] = {
    ROW1("host", TEXT, INET, INET_HOST("$1"),
         "host(" E_INET "), host(" E_NET "), host(" E_INET6 "), host('::ffff:1.2.3.4'::inet)"),
    ROW1("family", INT4, INET, "toInt32(" INET_FAMILY("$1") ")",
         "family(" E_INET "), family(" E_INET6 ")"),
    ROW1("masklen", INT4, INET, "toInt32(" INET_BITS("$1") ")",
         "masklen(" E_INET "), masklen(" E_NET "), masklen(" E_INET6 ")"),
    ROW1("abbrev", TEXT, INET, ABBREVIATED("$1"),
         "abbrev(" E_INET "), abbrev(" E_NET "), abbrev(" E_INET6 ")"),
    ROW2("inet_same_family", BOOL, INET, INET, "(" INET_FAMILY("$1") " = " INET_FAMILY("$2") ")",
         "inet_same_family(" E_INET ", " E_INET6 ")"),
    REFUSED_ROW("broadcast", INET),
    REFUSED_ROW("netmask", INET),
    REFUSED_ROW("hostmask", INET),
    REFUSED_ROW("network", INET),
};

const struct routine_table functions_inet = TABLE(function_rows);

#define COMPARE(op)                                                                                \
    ROW2(op, BOOL, INET, INET, "($1 " op " $2)",                                                   \
         E_INET " " op " " E_NET ", " E_INET6 " " op " " E_INET ", '10.0.0.0/8'::inet " op         \
                " '10.0.0.0/16'::inet, '10.1.0.0/8'::inet " op " '10.0.0.1/16'::inet")
#define PAIR(op, template_)                                                                        \
    ROW2(op, BOOL, INET, INET, template_,                                                          \
         E_INET " " op " " E_NET ", " E_NET " " op " " E_NET ", " E_INET6 " " op                   \
                " '2001:db8::/32'::inet, " E_INET " " op " '0.0.0.0/0'::inet, " E_INET " " op      \
                " " E_INET6)

static const struct routine operator_rows[] = {
    COMPARE("="),
    COMPARE("<>"),
    COMPARE("<"),
    COMPARE("<="),
    COMPARE(">"),
    COMPARE(">="),
    PAIR("<<", WITHIN("$1", ">", "$2")),
    PAIR("<<=", WITHIN("$1", ">=", "$2")),
    PAIR(">>", WITHIN("$2", ">", "$1")),
    PAIR(">>=", WITHIN("$2", ">=", "$1")),
    PAIR("&&", "(" INET_FAMILY("$1") " = " INET_FAMILY("$2") " AND " FIRST_BITS(
                   "$1", LEAST_BITS) " = " FIRST_BITS("$2", LEAST_BITS) ")"),
};

const struct routine_table operators_inet = TABLE(operator_rows);
