/* Errors with SQLSTATE, position, message, detail and hint. */
#include "base/err.h"

#include <stdio.h>
#include <string.h>

/* Cuts on a UTF-8 character boundary: half a character would be an invalid text to the client. */
static void format_cut(char *field, size_t size, const char *format, va_list args)
{
    int length = vsnprintf(field, size, format, args);
    if (length < 0 || (size_t)length < size)
        return;
    size_t end = size - 1;
    size_t start = end;
    while (start > 0 && ((unsigned char)field[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0 && (unsigned char)field[start - 1] >= 0xC0)
        field[start - 1] = '\0';
}

bool err_set(struct err *err, const char *sqlstate, int position, const char *format, ...)
{
    err_clear(err);
    snprintf(err->sqlstate, sizeof err->sqlstate, "%s", sqlstate);
    err->position = position;
    va_list args;
    va_start(args, format);
    format_cut(err->message, sizeof err->message, format, args);
    va_end(args);
    return false;
}

bool err_detail(struct err *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    format_cut(err->detail, sizeof err->detail, format, args);
    va_end(args);
    return false;
}

bool err_hint(struct err *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    format_cut(err->hint, sizeof err->hint, format, args);
    va_end(args);
    return false;
}

bool err_context(struct err *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    format_cut(err->context, sizeof err->context, format, args);
    va_end(args);
    return false;
}

void err_clear(struct err *err)
{
    err->sqlstate[0] = err->message[0] = err->detail[0] = err->hint[0] = '\0';
    err->context[0] = '\0';
    err->position = 0;
    err->routine = NULL;
}
