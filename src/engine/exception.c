/* Turns ClickHouse's messages into codes, statuses and blocks. Knows no connections. */
#include "engine/exception.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { MAX_MESSAGE_BYTES = 15 * 1024 };

/* ClickHouse's exceptionCodeToHTTPStatus, the codes that a query can meet here; others are 500. */
static const struct status {
    int code, http;
} statuses[] = {
    {6, 400},   /* CANNOT_PARSE_TEXT */
    {26, 400},  /* CANNOT_PARSE_QUOTED_STRING */
    {27, 400},  /* CANNOT_PARSE_INPUT_ASSERTION_FAILED */
    {36, 400},  /* BAD_ARGUMENTS */
    {38, 400},  /* CANNOT_PARSE_DATE */
    {41, 400},  /* CANNOT_PARSE_DATETIME */
    {43, 400},  /* ILLEGAL_TYPE_OF_ARGUMENT */
    {53, 400},  /* TYPE_MISMATCH */
    {62, 400},  /* SYNTAX_ERROR */
    {72, 400},  /* CANNOT_PARSE_NUMBER */
    {117, 400}, /* INCORRECT_DATA */
    {427, 400}, /* CANNOT_COMPILE_REGEXP */
    {497, 403}, /* ACCESS_DENIED */
    {46, 404},  /* UNKNOWN_FUNCTION */
    {47, 404},  /* UNKNOWN_IDENTIFIER */
    {50, 404},  /* UNKNOWN_TYPE */
    {56, 404},  /* UNKNOWN_STORAGE */
    {60, 404},  /* UNKNOWN_TABLE */
    {63, 404},  /* UNKNOWN_AGGREGATE_FUNCTION */
    {73, 404},  /* UNKNOWN_FORMAT */
    {81, 404},  /* UNKNOWN_DATABASE */
    {115, 404}, /* UNKNOWN_SETTING */
    {336, 404}, /* UNKNOWN_DATABASE_ENGINE */
    {48, 501},  /* NOT_IMPLEMENTED */
};

int exception_code(const char *message)
{
    enum { UNKNOWN_EXCEPTION = 1000 };
    static const char start[] = "Code: ";
    if (strncmp(message, start, sizeof start - 1) != 0)
        return UNKNOWN_EXCEPTION;
    int code = atoi(message + sizeof start - 1);
    return code > 0 ? code : UNKNOWN_EXCEPTION;
}

int exception_http_status(int code)
{
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (statuses[i].code == code)
            return statuses[i].http;
    return 500;
}

void exception_make_tag(char *tag)
{
    unsigned char random[EXCEPTION_TAG_SIZE] = {0};
    if (getrandom(random, sizeof random, 0) != sizeof random)
        abort(); /* cannot fail for so few bytes once the machine is up */
    for (size_t i = 0; i < sizeof random; i++)
        tag[i] = (char)('a' + random[i] % 26);
    tag[EXCEPTION_TAG_SIZE] = '\0';
}

void exception_write_block(struct buf *out, const char *tag, const char *message)
{
    size_t size = strlen(message);
    size = size > MAX_MESSAGE_BYTES ? MAX_MESSAGE_BYTES : size;
    buf_printf(out, "\r\n__exception__\r\n%s\r\n", tag);
    buf_append(out, message, size);
    buf_printf(out, "\n%zu %s\r\n__exception__\r\n", size, tag);
}
