/* Values of options in parentheses, as COPY and EXPLAIN have them. */
#include "rewrite/option.h"

#include <string.h>
#include <strings.h>

const char *option_text(const PgQuery__DefElem *option)
{
    return option->arg && option->arg->node_case == PG_QUERY__NODE__NODE_STRING
               ? option->arg->string->sval
               : NULL;
}

bool option_bool(const PgQuery__DefElem *option, bool *value)
{
    static const struct {
        const char *text;
        bool value;
    } texts[] = {{"true", true},   {"on", true},   {"1", true},
                 {"false", false}, {"off", false}, {"0", false}};
    *value = true;
    if (!option->arg)
        return true;
    if (option->arg->node_case == PG_QUERY__NODE__NODE_INTEGER) {
        *value = option->arg->integer->ival != 0;
        return option->arg->integer->ival == 0 || option->arg->integer->ival == 1;
    }
    if (option->arg->node_case == PG_QUERY__NODE__NODE_BOOLEAN) {
        *value = option->arg->boolean->boolval;
        return true;
    }
    const char *text = option_text(option);
    for (size_t i = 0; text && i < sizeof texts / sizeof *texts; i++)
        if (strcasecmp(texts[i].text, text) == 0) {
            *value = texts[i].value;
            return true;
        }
    return false;
}
