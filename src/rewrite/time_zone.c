/* Time zones other than UTC: refused where they would matter. */
#include "rewrite/time_zone.h"

#include <strings.h>

bool time_zone_is_utc(const struct binder *binder)
{
    static const char *const names[] = {"UTC",  "GMT",       "Etc/UTC", "Etc/GMT",
                                        "Zulu", "Universal", "UCT",     "Etc/UCT"};
    const char *zone = settings_get(binder->context->settings, "TimeZone");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(names[i], zone) == 0)
            return true;
    return false;
}

struct expr *time_zone_refuse(struct binder *binder, int position)
{
    err_set(binder->err, SQLSTATE_FEATURE_NOT_SUPPORTED, position,
            "what depends on the time zone is supported in UTC only, and TimeZone is %s",
            settings_get(binder->context->settings, "TimeZone"));
    err_hint(binder->err, "SET TimeZone = 'UTC'.");
    return NULL;
}

static bool check_expr(struct expr **at, void *context)
{
    return (*at)->type != PG_TIMESTAMPTZ || time_zone_refuse(context, (*at)->position) != NULL;
}

static bool check_top(struct expr **at, void *context)
{
    return expr_walk(at, check_expr, context);
}

static bool check_block(struct query *query, void *context)
{
    return query_walk_exprs(query, check_top, context);
}

bool time_zone_check(struct binder *binder, struct query *query)
{
    return time_zone_is_utc(binder) || query_walk(query, check_block, binder);
}
