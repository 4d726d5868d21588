/* The table of loaded files. Knows nothing of how they are loaded. */
#include "load_record.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "rewrite/emit/literal.h"

#define SQL_LIMIT_BYTES ((size_t)1 << 16)
#define TABLE_NAME "loaded_files"

static void put_text(struct buf *sql, const char *text)
{
    literal_emit_string(sql, (struct str){text, strlen(text)});
}

static bool run(const struct load_record *record, struct buf *sql, connection_block *block,
                void *owner, struct err *err)
{
    bool fine = sql->failed ? err_set(err, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, 0, "a path is too long")
                            : connection_ask(record->connection, buf_str(sql), block, owner, err);
    buf_free(sql);
    return fine;
}

static bool make_table(const struct load_record *record, struct err *err)
{
    struct buf sql;
    buf_init(&sql, SQL_LIMIT_BYTES);
    buf_puts(&sql, "CREATE TABLE IF NOT EXISTS ");
    identifier_emit_qualified(&sql, record->table->schema, TABLE_NAME);
    buf_puts(&sql, " (table_name String, path String, format LowCardinality(String), size UInt64,"
                   " modified DateTime64(3, 'UTC'), sha256 String, row_count UInt64,"
                   " loaded_at DateTime64(3, 'UTC') DEFAULT now64(3)) ENGINE = MergeTree"
                   " ORDER BY (table_name, sha256) COMMENT 'Files that pgpivot load has loaded'");
    return run(record, &sql, NULL, NULL, err);
}

static void keep_time(void *owner, const struct block *block)
{
    char *when = owner;
    if (block->n_rows > block->first_row && block->n_columns == 1 && block->columns[0].strings) {
        struct str text = block->columns[0].strings[block->first_row];
        snprintf(when, LOAD_TIME_TEXT, "%.*s", (int)text.size, text.data);
    }
}

bool load_record_find(const struct load_record *record, const struct load_source *source,
                      const char *sha256, char when[LOAD_TIME_TEXT], struct err *err)
{
    struct buf sql;
    when[0] = '\0';
    if (!make_table(record, err))
        return false;
    buf_init(&sql, SQL_LIMIT_BYTES);
    buf_puts(&sql, "SELECT toString(max(loaded_at)) FROM ");
    identifier_emit_qualified(&sql, record->table->schema, TABLE_NAME);
    buf_puts(&sql, " WHERE table_name = ");
    put_text(&sql, record->table->name);
    if (sha256) {
        buf_puts(&sql, " AND sha256 = ");
        put_text(&sql, sha256);
    } else {
        buf_puts(&sql, " AND path = ");
        put_text(&sql, source->path);
        buf_printf(&sql, " AND size = %" PRIu64 " AND toUnixTimestamp64Milli(modified) = %" PRId64,
                   source->size, source->modified_ms);
    }
    buf_puts(&sql, " HAVING count() > 0");
    return run(record, &sql, keep_time, when, err);
}

bool load_record_add(const struct load_record *record, const struct load_source *source,
                     const char *sha256, uint64_t n_rows, struct err *err)
{
    struct buf sql;
    buf_init(&sql, SQL_LIMIT_BYTES);
    buf_puts(&sql, "INSERT INTO ");
    identifier_emit_qualified(&sql, record->table->schema, TABLE_NAME);
    buf_puts(&sql, " (table_name, path, format, size, modified, sha256, row_count) SELECT ");
    put_text(&sql, record->table->name);
    buf_puts(&sql, ", ");
    put_text(&sql, source->path);
    buf_puts(&sql, ", ");
    put_text(&sql, source->format->name);
    buf_printf(&sql, ", %" PRIu64 ", fromUnixTimestamp64Milli(%" PRId64 "), ", source->n_read,
               source->modified_ms);
    put_text(&sql, sha256);
    buf_printf(&sql, ", %" PRIu64, n_rows);
    return run(record, &sql, NULL, NULL, err);
}
