/* Takes lines of COPY's text format apart. Knows no relation. */
#include "rewrite/system/system_tsv.h"

static size_t split_line(struct str *rest, struct str *fields)
{
    size_t n = 0;
    char end = '\t';
    while (end == '\t' && rest->size) {
        size_t size = 0;
        while (size < rest->size && rest->data[size] != '\t' && rest->data[size] != '\n')
            size++;
        if (n < TSV_MAX_COLUMNS)
            fields[n++] = (struct str){rest->data, size};
        end = size < rest->size ? rest->data[size] : '\n';
        *rest = str_skip(*rest, size + (size < rest->size));
    }
    return n;
}

void tsv_open(struct tsv *tsv, struct str file)
{
    tsv->rest = file;
    tsv->n = split_line(&tsv->rest, tsv->names);
}

bool tsv_next(struct tsv *tsv)
{
    return tsv->rest.size && split_line(&tsv->rest, tsv->fields) == tsv->n;
}

const char *tsv_value(const struct tsv *tsv, struct arena *arena, const char *column)
{
    for (size_t i = 0; i < tsv->n; i++) {
        if (!str_eq(tsv->names[i], str_of(column)))
            continue;
        return str_eq(tsv->fields[i], STR("\\N"))
                   ? NULL
                   : arena_strndup(arena, tsv->fields[i].data, tsv->fields[i].size);
    }
    return NULL;
}
