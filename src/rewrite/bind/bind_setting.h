#ifndef PGPIVOT_REWRITE_BIND_SETTING_H
#define PGPIVOT_REWRITE_BIND_SETTING_H

#include "rewrite/bind/bind.h"

struct setting_call {
    const struct list *args; /* struct expr */
    const struct scope *scope;
    enum clause clause;
    int position;
};

/* current_setting and set_config. NULL: it is neither, or binder->err is set. */
struct expr *bind_setting_call(struct binder *binder, const char *name,
                               const struct setting_call *call);

#endif
