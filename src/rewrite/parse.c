/* The only caller of libpg_query's scanner and parser. Turns their errors into ours and their
 * packed results into trees in the arena; does not look at the trees. */
#include "rewrite/parse.h"

#include <setjmp.h>

#include "rewrite/guard.h"

/* protobuf-c must not see NULL; the arena never returns it. */
static void *arena_unpack_alloc(void *arena, size_t size)
{
    return arena_alloc(arena, size);
}

static void arena_unpack_free(void *arena, void *memory)
{
    (void)arena;
    (void)memory;
}

typedef void *unpack_function(ProtobufCAllocator *allocator, size_t size, const uint8_t *data);

static void *unpack_scan(ProtobufCAllocator *allocator, size_t size, const uint8_t *data)
{
    return pg_query__scan_result__unpack(allocator, size, data);
}

static void *unpack_tree(ProtobufCAllocator *allocator, size_t size, const uint8_t *data)
{
    return pg_query__parse_result__unpack(allocator, size, data);
}

/* Catches the arena's overflow, so that the caller can free what libpg_query gave. */
static void *unpack(struct arena *arena, unpack_function *function, PgQueryProtobuf packed,
                    struct err *err)
{
    ProtobufCAllocator allocator = {arena_unpack_alloc, arena_unpack_free, arena};
    void *volatile tree = NULL;
    jmp_buf overflow;
    jmp_buf *volatile outer = arena_catch(arena, &overflow);
    if (setjmp(overflow) == 0) {
        tree = function(&allocator, packed.len, (const uint8_t *)packed.data);
        if (!tree)
            err_set(err, SQLSTATE_INTERNAL_ERROR, 0, "could not unpack the parser's result");
    } else {
        tree = NULL;
        err_set(err, SQLSTATE_OUT_OF_MEMORY, 0, "out of memory");
        err_detail(err, "The statement is too large for the memory of one query.");
    }
    arena_catch(arena, outer);
    return tree;
}

/* libpg_query gives no SQLSTATE. What gram.y and scan.l raise with another one than 42601. */
static const char *message_sqlstate(const char *message)
{
    static const struct {
        const char *part, *sqlstate;
    } rows[] = {
        {"not yet implemented", SQLSTATE_FEATURE_NOT_SUPPORTED},
        {"cannot be marked ", SQLSTATE_FEATURE_NOT_SUPPORTED},
        {"no longer supported", SQLSTATE_FEATURE_NOT_SUPPORTED},
        {"not supported on recursive views", SQLSTATE_FEATURE_NOT_SUPPORTED},
        {"current database cannot be changed", SQLSTATE_FEATURE_NOT_SUPPORTED},
        {"unsafe use of string constant", SQLSTATE_FEATURE_NOT_SUPPORTED},
        {"frame start", SQLSTATE_WINDOWING_ERROR},
        {"frame end", SQLSTATE_WINDOWING_ERROR},
        {"precision for type float", SQLSTATE_INVALID_PARAMETER_VALUE},
        {"invalid byte sequence", SQLSTATE_CHARACTER_NOT_IN_REPERTOIRE},
        {"invalid Unicode escape", SQLSTATE_INVALID_ESCAPE_SEQUENCE},
        {"memory exhausted", SQLSTATE_STATEMENT_TOO_COMPLEX},
        {"stack depth limit exceeded", SQLSTATE_STATEMENT_TOO_COMPLEX},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strstr(message, rows[i].part))
            return rows[i].sqlstate;
    return SQLSTATE_SYNTAX_ERROR;
}

static void fail(struct err *err, const PgQueryError *error)
{
    err_set(err, message_sqlstate(error->message), error->cursorpos, "%s", error->message);
}

const PgQuery__ScanResult *parse_tokens(struct arena *arena, const char *text, struct err *err)
{
    PgQueryScanResult result = pg_query_scan(text);
    void *tokens = NULL;
    if (result.error)
        fail(err, result.error);
    else
        tokens = unpack(arena, unpack_scan, result.pbuf, err);
    pg_query_free_scan_result(result);
    return tokens;
}

/* From the parser's character to the source's. */
static void fail_at_source(const struct scan *scan, struct err *err)
{
    if (err->position > 0)
        err->position = scan_source_character(scan, scan_text_offset(scan, err->position));
}

static bool check_depth(struct arena *arena, const struct scan *scan, struct err *err)
{
    /* A node needs a byte at least. */
    if (scan->text.size <= GUARD_MAX_DEPTH)
        return true;
    const PgQuery__ScanResult *tokens = parse_tokens(arena, scan->text.data, err);
    if (!tokens) {
        fail_at_source(scan, err);
        return false;
    }
    size_t over = 0;
    if (guard_depth(tokens, &over))
        return true;
    err_set(err, SQLSTATE_STATEMENT_TOO_COMPLEX,
            scan_source_character(scan, (size_t)tokens->tokens[over]->start),
            "stack depth limit exceeded");
    return err_hint(err,
                    "The statement nests more than %d levels of operators, parentheses, joins "
                    "or set operations. Write long lists with IN, VALUES or AND and OR.",
                    GUARD_MAX_DEPTH);
}

const PgQuery__ParseResult *parse_sql(struct arena *arena, const struct scan *scan, struct err *err)
{
    if (!check_depth(arena, scan, err))
        return NULL;
    PgQueryProtobufParseResult result = pg_query_parse_protobuf(scan->text.data);
    void *tree = NULL;
    if (result.error) {
        fail(err, result.error);
        fail_at_source(scan, err);
    } else {
        tree = unpack(arena, unpack_tree, result.parse_tree, err);
    }
    pg_query_free_protobuf_parse_result(result);
    return tree;
}
