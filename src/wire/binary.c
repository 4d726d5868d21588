/* Which type has which binary format. Does not know the formats. */
#include "wire/binary.h"

#include <stdlib.h>

#include "base/pgtype.h"
#include "wire/binary_convert.h"

static const struct row {
    uint32_t type;
    binary_put *put;
    binary_get *get;
} rows[] = {
    {PG_BOOL, binary_put_bool, binary_get_bool},
    {PG_INT2, binary_put_int, binary_get_int},
    {PG_INT4, binary_put_int, binary_get_int},
    {PG_INT8, binary_put_int, binary_get_int},
    {PG_OID, binary_put_int, binary_get_int},
    {PG_XID, binary_put_int, binary_get_int},
    {PG_CID, binary_put_int, binary_get_int},
    {PG_REGCLASS, binary_put_int, binary_get_int},
    {PG_REGTYPE, binary_put_int, binary_get_int},
    {PG_REGPROC, binary_put_int, binary_get_int},
    {PG_REGPROCEDURE, binary_put_int, binary_get_int},
    {PG_REGNAMESPACE, binary_put_int, binary_get_int},
    {PG_REGROLE, binary_put_int, binary_get_int},
    {PG_FLOAT4, binary_put_float4, binary_get_float4},
    {PG_FLOAT8, binary_put_float8, binary_get_float8},
    {PG_NUMERIC, binary_put_numeric, binary_get_numeric},
    {PG_TEXT, binary_put_text, binary_get_text},
    {PG_VARCHAR, binary_put_text, binary_get_text},
    {PG_BPCHAR, binary_put_text, binary_get_text},
    {PG_NAME, binary_put_text, binary_get_text},
    {PG_NODE_TREE, binary_put_text, binary_get_text},
    {PG_CHAR, binary_put_text, binary_get_text},
    {PG_JSON, binary_put_text, binary_get_text},
    {PG_JSONB, binary_put_jsonb, binary_get_jsonb},
    {PG_BYTEA, binary_put_bytea, binary_get_bytea},
    {PG_UUID, binary_put_uuid, binary_get_uuid},
    {PG_INET, binary_put_inet, binary_get_inet},
    {PG_DATE, binary_put_date, binary_get_date},
    {PG_TIME, binary_put_time, binary_get_time},
    {PG_TIMESTAMP, binary_put_timestamp, binary_get_timestamp},
    {PG_TIMESTAMPTZ, binary_put_timestamp, binary_get_timestamp},
    {PG_INTERVAL, binary_put_interval, binary_get_interval},
};

static const struct row array = {0, binary_put_array, binary_get_array};

static const struct row *find(uint32_t type)
{
    if (pgtype_is_enum(type))
        type = PG_TEXT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].type == type)
            return &rows[i];
    const struct pgtype *known = pgtype_by_oid(type);
    bool is_array = known && known->element_oid && known->element_oid != PG_RECORD;
    return is_array ? &array : NULL;
}

bool binary_has_type(uint32_t type)
{
    return find(type) != NULL;
}

bool binary_is_text(uint32_t type)
{
    const struct row *row = find(type);
    return row && row->put == binary_put_text;
}

static bool no_format(uint32_t type, struct err *err)
{
    return err_set(err, SQLSTATE_FEATURE_NOT_SUPPORTED, 0,
                   "the binary format of type %s is not supported", pgtype_sql_name(type));
}

/* Texts are mostly short: no allocation for those. */
#define SHORT 256

bool binary_from_text(struct buf *out, uint32_t type, struct str text, struct err *err)
{
    char room[SHORT];
    const struct row *row = find(type);
    if (!row)
        return no_format(type, err);
    char *copy = text.size < SHORT ? room : malloc(text.size + 1);
    if (!copy)
        return err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
    if (text.data)
        memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    bool fine = row->put(out, type, (struct str){copy, text.size}, err);
    if (copy != room)
        free(copy);
    return fine;
}

bool binary_from_end(struct buf *out, size_t start, uint32_t type, struct err *err)
{
    if (out->failed)
        return true;
    struct str text = str_skip(buf_str(out), start);
    out->end = out->start + start; /* the text is copied before it is overwritten */
    return binary_from_text(out, type, text, err);
}

bool binary_to_text(struct buf *out, uint32_t type, struct str bytes, struct err *err)
{
    const struct row *row = find(type);
    struct reader reader = {.rest = bytes, .err = err};
    if (!row)
        return no_format(type, err);
    if (!row->get(out, type, &reader) || reader.failed)
        return false;
    return reader.rest.size == 0 ||
           err_set(err, SQLSTATE_INVALID_BINARY_REPRESENTATION, 0, "incorrect binary data format");
}

bool binary_bad_text(uint32_t type, struct str text, struct err *err)
{
    return err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "\"%.*s\" has no binary form as %s",
                   (int)(text.size < 100 ? text.size : 100), text.data, pgtype_sql_name(type));
}

bool binary_fail(struct reader *reader, const char *sqlstate, const char *message)
{
    if (!reader->failed)
        err_set(reader->err, sqlstate, 0, "%s", message);
    reader->failed = true;
    return false;
}

uint64_t binary_get_u64(struct reader *reader)
{
    uint64_t high = reader_u32(reader);
    return high << 32 | reader_u32(reader);
}
