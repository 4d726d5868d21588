/* Regular expressions: what is translated, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rewrite/regex/regex.h"

static const struct {
    const char *pattern;
    bool finds_text, is_global;
    const char *expected; /* NULL: refused */
} patterns[] = {
    {"a.c", true, true, "a.c"},
    {"^https?://(?:www\\.)?([^/]+)/.*$", true, false, "^https?://(?:www\\.)?([^/]+)/.*$"},
    {"\\s\\d[\\w-]", false, false, "[[:space:]][0-9][0-9A-Za-z_-]"},
    {"[[:alpha:]]{2,3}", false, false, "[[:alpha:]]{2,3}"},
    {"a|bc", false, false, "a|bc"},
    {"a|bc", true, false, "a|bc"},      /* never both */
    {"bar|baz", true, true, "bar|baz"}, /* of one width */
    {"(a)c|(b)d", true, true, "(a)c|(b)d"},
    {"a|ab", true, false, NULL},    /* the longest, or the first */
    {"a(b?|c)", true, false, NULL}, /* nothing comes first */
    {"a+?", true, false, "a+?"},    /* the shortest */
    {"\"(.*?)\"", true, true, "\"(.*?)\""},
    {"a*?b*", true, false, NULL}, /* the shortest of all */
    {"a{2}?b", true, false, NULL},
    {"a*b*", true, false, "a*b*"},             /* no choice */
    {"a?(?:ab)?", true, false, NULL},          /* which is longer */
    {"a?(?:ab)?$", true, false, "a?(?:ab)?$"}, /* they end together */
    {"a?(?:ab)?.*", true, false, "a?(?:ab)?.*"},
    {"[a-z]+[0-9]*x", true, false, NULL},
    {"[a-z]+[0-9]+x", true, false, "[a-z]+[0-9]+x"},
    {"(?:([a-z]+)@)?([a-z]+)", true, false, NULL},
    {"(?:a|b)*c", true, false, "(?:a|b)*c"},
    {"(?:(a))*", true, false, NULL}, /* which one it captured */
    {"(?:a*b)*", true, false, "(?:a*b)*"},
    {"(?:a*)*", true, false, NULL}, /* how often nothing */
    {"\\ya\\Y\\mb1\\M\\Ac\\Z", false, false, "\\ba\\B\\bb1\\b^c$"},
    {"\\m.", false, false, NULL}, /* is it a word's character */
    {"a*", true, true, NULL},     /* matches nothing */
    {"a**", false, false, NULL},
    {"^*", false, false, NULL},
    {"*a", false, false, NULL},
    {"", false, false, NULL},
    {"(a", false, false, NULL},
    {"a)", false, false, NULL},
    {"[a", false, false, NULL},
    {"[]", false, false, NULL},
    {"[b-a]", false, false, NULL},
    {"[[.a.]]", false, false, NULL},
    {"a{256}", false, false, NULL},
    {"a{2,1}", false, false, NULL},
    {"a{", false, false, NULL},
    {"a\\", false, false, NULL},
    {"\\bword", false, false, NULL}, /* a backspace, or a word's edge */
    {"(?i)a", false, false, "(?i)a"},
    {"(?i)[a-m]+M+", true, false, NULL},
    {"(?x)a", false, false, NULL},
    {"(?=a)b", false, false, NULL},
    {"***=a", false, false, NULL},
    {"(a)\\1", false, false, NULL},
};

/* NULL if it is refused. */
static const char *translate(struct arena *arena, const char *pattern, bool finds_text,
                             bool is_global)
{
    struct regex regex;
    enum regex_goal goal = finds_text ? REGEX_GOAL_FIND : REGEX_GOAL_TEST;
    return regex_translate(arena, pattern, goal, is_global, false, &regex) ? regex.text : NULL;
}

static void translates_what_means_the_same(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        const char *text =
            translate(arena, patterns[i].pattern, patterns[i].finds_text, patterns[i].is_global);
        if (!patterns[i].expected)
            assert_null(text);
        else
            assert_string_equal(text, patterns[i].expected);
    }
    arena_free(arena);
}

static void nests_to_a_limit(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    char deep[2 * 60 + 2] = "";
    memset(deep, '(', 60);
    deep[60] = 'a';
    memset(deep + 61, ')', 60);
    assert_null(translate(arena, deep, false, false));
    assert_string_equal(translate(arena, "((a))", false, false), "((a))");
    arena_free(arena);
}

static void translates_replacements(void **state)
{
    (void)state;
    struct arena *arena = arena_new(1 << 20);
    assert_string_equal(regex_translate_replacement(arena, "<\\&\\1\\2\\\\>", 1), "<\\0\\1\\\\>");
    assert_string_equal(regex_translate_replacement(arena, "", 0), "");
    assert_null(regex_translate_replacement(arena, "\\0", 1));
    assert_null(regex_translate_replacement(arena, "a\\", 1));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(translates_what_means_the_same),
        cmocka_unit_test(nests_to_a_limit),
        cmocka_unit_test(translates_replacements),
    };
    return cmocka_run_group_tests_name("regex", tests, NULL, NULL);
}
