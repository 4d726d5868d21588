#include "rewrite/write.h"
struct plan *write_insert(struct binder *binder, const PgQuery__Node *node, struct buf *out)
{
    (void)node;
    (void)out;
    write_refuse(binder, 0, "INSERT is");
    return NULL;
}
