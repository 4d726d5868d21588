/* Reads the file of rules and finds the one that counts. Asks nobody for a password. */
#include "auth/rules.h"

#include <string.h>

#include "auth/word.h"
#include "base/settings.h"

/* What stands in a list for a keyword: no name can be the same, for it holds no NUL. */
static const char keyword_all[] = "all", keyword_sameuser[] = "sameuser";

struct loading {
    struct arena *arena;
    struct list *rules;
};

/* --- one line --- */

/* The words of one line, taken from the left. */
struct line {
    struct arena *arena;
    const struct words *words;
    size_t next;
    struct access_rule *rule;
};

static const struct word *line_peek(const struct line *line)
{
    return line->next < line->words->n ? &line->words->items[line->next] : NULL;
}

static bool missing(const char *what, struct err *err)
{
    return err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "the line ends before the %s", what);
}

static bool is_word(const struct word *word, const char *text)
{
    return word && !word->quoted && strcmp(word->text, text) == 0;
}

static bool read_type(struct line *line, struct err *err)
{
    const struct word *word = line_peek(line);
    line->rule->wants_encryption = is_word(word, "hostssl");
    line->rule->wants_clear = is_word(word, "hostnossl");
    line->next++;
    return line->rule->wants_encryption || line->rule->wants_clear || is_word(word, "host") ||
           err_set(err, SQLSTATE_SYNTAX_ERROR, 0,
                   "a rule begins with host, hostssl or hostnossl, not \"%s\"", word->text);
}

/* PostgreSQL's keywords that would let other people in than the words say. */
static bool is_unknown_keyword(const struct word *word)
{
    static const char *const keywords[] = {"samerole", "samegroup", "replication"};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (is_word(word, keywords[i]))
            return true;
    }
    return !word->quoted && (word->text[0] == '+' || word->text[0] == '@' || word->text[0] == '/');
}

static const char *list_item(struct arena *arena, const struct word *word, bool of_databases)
{
    if (is_word(word, keyword_all))
        return keyword_all;
    if (of_databases && is_word(word, keyword_sameuser))
        return keyword_sameuser;
    return arena_strdup(arena, word->text);
}

static bool read_list(struct line *line, const char *what, struct list *list, struct err *err)
{
    const struct word *word;
    bool more = true;
    for (; more && (word = line_peek(line)); line->next++) {
        if (is_unknown_keyword(word))
            return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0, "\"%s\" is not supported as %s",
                           word->text, what);
        const char *item = list_item(line->arena, word, list == &line->rule->databases);
        list_add(line->arena, list, (void *)item);
        more = word->continues;
    }
    return list->n > 0 || missing(what, err);
}

static bool read_address(struct line *line, struct err *err)
{
    const struct word *word = line_peek(line);
    if (!word)
        return missing("address", err);
    line->next++;
    line->rule->same_host = is_word(word, "samehost");
    if (is_word(word, keyword_all) || line->rule->same_host)
        return true;
    if (!address_range_parse(word->text, &line->rule->range))
        return err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "\"%s\" is not an IP address or range",
                       word->text);
    const struct word *mask = line_peek(line);
    if (!mask || strchr(word->text, '/') || !strpbrk(mask->text, ".:"))
        return strchr(word->text, '/') ||
               err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "address \"%s\" has no mask", word->text);
    line->next++;
    return address_range_set_mask(&line->rule->range, mask->text) ||
           err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "\"%s\" is not a mask of \"%s\"", mask->text,
                   word->text);
}

static const struct {
    const char *name;
    enum auth_method method;
} methods[] = {
    {"trust", AUTH_TRUST},           {"reject", AUTH_REJECT},
    {"password", AUTH_PASSWORD},     {"md5", AUTH_MD5},
    {"scram-sha-256", AUTH_SCRAM},   {"cert", AUTH_CERT},
    {"clickhouse", AUTH_CLICKHOUSE},
};

static bool read_method(struct line *line, struct err *err)
{
    const struct word *word = line_peek(line);
    if (!word)
        return missing("method", err);
    line->next++;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        if (strcmp(methods[i].name, word->text) != 0)
            continue;
        line->rule->method = methods[i].method;
        if (line->rule->method == AUTH_CERT)
            line->rule->certificate = CERTIFICATE_IS_OF_USER;
        return true;
    }
    return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "authentication method \"%s\" is not supported", word->text);
}

static bool read_setting(struct line *line, const char *text, struct err *err)
{
    char normal[SETTING_VALUE_SIZE];
    const char *equals = strchr(text, '=');
    char *name = equals ? arena_strndup(line->arena, text, (size_t)(equals - text)) : NULL;
    const struct setting *found = name ? setting_find(name) : NULL;
    if (!found)
        return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0, "option \"%s\" is not supported",
                       text);
    if (!setting_normalize(found, equals + 1, normal, err))
        return false;
    struct access_setting *setting = ARENA_NEW(line->arena, struct access_setting);
    *setting = (struct access_setting){name, arena_strdup(line->arena, equals + 1)};
    list_add(line->arena, &line->rule->settings, setting);
    return true;
}

static bool read_options(struct line *line, struct err *err)
{
    const struct word *word;
    for (; (word = line_peek(line)); line->next++) {
        if (strcmp(word->text, "clientcert=verify-ca") == 0)
            line->rule->certificate = CERTIFICATE_VERIFIED;
        else if (strcmp(word->text, "clientcert=verify-full") == 0)
            line->rule->certificate = CERTIFICATE_IS_OF_USER;
        else if (!read_setting(line, word->text, err))
            return false;
    }
    return true;
}

/* Certificates are shown over TLS only. */
static bool check_certificate(const struct access_rule *rule, struct err *err)
{
    return rule->certificate == CERTIFICATE_ANY || rule->wants_encryption ||
           err_set(err, SQLSTATE_SYNTAX_ERROR, 0, "certificates belong to hostssl rules");
}

static bool add_rule(void *owner, const struct words *words, struct err *err)
{
    struct loading *loading = owner;
    struct access_rule *rule = ARENA_NEW(loading->arena, struct access_rule);
    struct line line = {loading->arena, words, 0, rule};
    if (!read_type(&line, err) || !read_list(&line, "database", &rule->databases, err) ||
        !read_list(&line, "user", &rule->users, err) || !read_address(&line, err) ||
        !read_method(&line, err) || !read_options(&line, err) || !check_certificate(rule, err))
        return false;
    list_add(loading->arena, loading->rules, rule);
    return true;
}

bool rules_load(struct arena *arena, const char *path, struct list *rules, struct err *err)
{
    struct loading loading = {arena, rules};
    return words_read_file(path, add_rule, &loading, err);
}

/* --- without a file --- */

void rules_add_defaults(struct arena *arena, bool has_users, struct list *rules)
{
    static const char *const ranges[] = {"127.0.0.0/8", "::1/128"};
    for (size_t i = 0; i < (has_users ? 1 : 2); i++) {
        struct access_rule *rule = ARENA_NEW(arena, struct access_rule);
        list_add(arena, &rule->databases, (void *)keyword_all);
        list_add(arena, &rule->users, (void *)keyword_all);
        if (!has_users)
            address_range_parse(ranges[i], &rule->range);
        rule->method = has_users ? AUTH_SCRAM : AUTH_TRUST;
        list_add(arena, rules, rule);
    }
}

/* --- which one counts --- */

static bool list_has(const struct list *list, const char *name, const char *user)
{
    for (LIST_EACH(const char, item, list)) {
        if (item == keyword_all || strcmp(item == keyword_sameuser ? user : item, name) == 0)
            return true;
    }
    return false;
}

static bool rule_fits(const struct access_rule *rule, const struct access_peer *peer,
                      const char *database, const char *user)
{
    if (peer->is_encrypted ? rule->wants_clear : rule->wants_encryption)
        return false;
    bool near = rule->same_host ? address_equal(&peer->address, &peer->local_address)
                                : address_range_holds(&rule->range, &peer->address);
    return near && list_has(&rule->databases, database, user) && list_has(&rule->users, user, user);
}

const struct access_rule *rules_find(const struct list *rules, const struct access_peer *peer,
                                     const char *database, const char *user)
{
    for (LIST_EACH(const struct access_rule, rule, rules)) {
        if (rule_fits(rule, peer, database, user))
            return rule;
    }
    return NULL;
}
