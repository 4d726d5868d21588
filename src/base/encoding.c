/* Character sets of clients, by the C library's iconv. Knows no messages. */
#include "base/encoding.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SINGLE(name, iconv)                                                                        \
    {                                                                                              \
        name, iconv, true                                                                          \
    }
static const struct encoding encodings[] = {
    {"UTF8", NULL, false},
    {"SQL_ASCII", NULL, false},
    SINGLE("LATIN1", "ISO-8859-1"),
    SINGLE("LATIN2", "ISO-8859-2"),
    SINGLE("LATIN3", "ISO-8859-3"),
    SINGLE("LATIN4", "ISO-8859-4"),
    SINGLE("LATIN5", "ISO-8859-9"),
    SINGLE("LATIN6", "ISO-8859-10"),
    SINGLE("LATIN7", "ISO-8859-13"),
    SINGLE("LATIN8", "ISO-8859-14"),
    SINGLE("LATIN9", "ISO-8859-15"),
    SINGLE("LATIN10", "ISO-8859-16"),
    SINGLE("ISO_8859_5", "ISO-8859-5"),
    SINGLE("ISO_8859_6", "ISO-8859-6"),
    SINGLE("ISO_8859_7", "ISO-8859-7"),
    SINGLE("ISO_8859_8", "ISO-8859-8"),
    SINGLE("WIN866", "CP866"),
    SINGLE("WIN874", "CP874"),
    SINGLE("WIN1250", "CP1250"),
    SINGLE("WIN1251", "CP1251"),
    SINGLE("WIN1252", "CP1252"),
    SINGLE("WIN1253", "CP1253"),
    SINGLE("WIN1254", "CP1254"),
    SINGLE("WIN1255", "CP1255"),
    SINGLE("WIN1256", "CP1256"),
    SINGLE("WIN1257", "CP1257"),
    SINGLE("WIN1258", "CP1258"),
    SINGLE("KOI8R", "KOI8-R"),
    SINGLE("KOI8U", "KOI8-U"),
    {"EUC_JP", "EUC-JP", false},
    {"EUC_CN", "EUC-CN", false},
    {"EUC_KR", "EUC-KR", false},
    {"EUC_TW", "EUC-TW", false},
    {"SJIS", "CP932", false},
    {"BIG5", "CP950", false},
    {"GBK", "GBK", false},
    {"UHC", "CP949", false},
    {"GB18030", "GB18030", false},
    {"JOHAB", "JOHAB", false},
};

/* Other spellings, as letters and digits only. */
static const char *const aliases[][2] = {
    {"unicode", "UTF8"},        {"iso88591", "LATIN1"},     {"iso88592", "LATIN2"},
    {"iso88593", "LATIN3"},     {"iso88594", "LATIN4"},     {"iso88599", "LATIN5"},
    {"iso885910", "LATIN6"},    {"iso885913", "LATIN7"},    {"iso885914", "LATIN8"},
    {"iso885915", "LATIN9"},    {"iso885916", "LATIN10"},   {"windows866", "WIN866"},
    {"alt", "WIN866"},          {"windows874", "WIN874"},   {"windows1250", "WIN1250"},
    {"windows1251", "WIN1251"}, {"win", "WIN1251"},         {"windows1252", "WIN1252"},
    {"windows1253", "WIN1253"}, {"windows1254", "WIN1254"}, {"windows1255", "WIN1255"},
    {"windows1256", "WIN1256"}, {"windows1257", "WIN1257"}, {"windows1258", "WIN1258"},
    {"abc", "WIN1258"},         {"tcvn", "WIN1258"},        {"tcvn5712", "WIN1258"},
    {"vscii", "WIN1258"},       {"koi8", "KOI8R"},          {"mskanji", "SJIS"},
    {"shiftjis", "SJIS"},       {"windows932", "SJIS"},     {"windows936", "GBK"},
    {"windows949", "UHC"},      {"windows950", "BIG5"},
};
#define COUNT(rows) (sizeof rows / sizeof *rows)
#define MAX_NAME 32

/* Letters and digits alone, as PostgreSQL compares them. */
static void simplify(const char *name, char out[MAX_NAME])
{
    size_t size = 0;
    for (; *name && size < MAX_NAME - 1; name++)
        if (isalnum((unsigned char)*name))
            out[size++] = (char)tolower((unsigned char)*name);
    out[size] = '\0';
}

const struct encoding *encoding_find(const char *name)
{
    char wanted[MAX_NAME], known[MAX_NAME];
    simplify(name, wanted);
    for (size_t i = 0; i < COUNT(aliases); i++)
        if (strcmp(aliases[i][0], wanted) == 0)
            simplify(aliases[i][1], wanted);
    for (size_t i = 0; i < COUNT(encodings); i++) {
        simplify(encodings[i].name, known);
        if (strcmp(known, wanted) == 0)
            return &encodings[i];
    }
    return NULL;
}

struct transcoder {
    const struct encoding *encoding;
    iconv_t decode, encode;
};

struct transcoder *transcoder_new(const struct encoding *encoding)
{
    struct transcoder *transcoder = encoding->iconv ? calloc(1, sizeof *transcoder) : NULL;
    if (!transcoder)
        return NULL;
    transcoder->encoding = encoding;
    transcoder->decode = iconv_open("UTF-8", encoding->iconv);
    transcoder->encode = iconv_open(encoding->iconv, "UTF-8");
    if (transcoder->decode != (iconv_t)-1 && transcoder->encode != (iconv_t)-1)
        return transcoder;
    transcoder_free(transcoder);
    return NULL;
}

void transcoder_free(struct transcoder *transcoder)
{
    if (!transcoder)
        return;
    if (transcoder->decode != (iconv_t)-1)
        iconv_close(transcoder->decode);
    if (transcoder->encode != (iconv_t)-1)
        iconv_close(transcoder->encode);
    free(transcoder);
}

const struct encoding *transcoder_encoding(const struct transcoder *transcoder)
{
    return transcoder->encoding;
}

/* Until the text ends or something is in the way: then errno says what. */
static bool convert(iconv_t converter, struct str *text, struct buf *out)
{
    while (text->size) {
        char room[1024], *from = (char *)text->data, *to = room;
        size_t left = text->size, free_size = sizeof room;
        size_t converted = iconv(converter, &from, &left, &to, &free_size);
        int error = errno;
        buf_append(out, room, sizeof room - free_size);
        *text = (struct str){from, left};
        if (converted == (size_t)-1 && error != E2BIG) {
            errno = error;
            return false;
        }
    }
    return true;
}

static void describe(struct str text, size_t size, char out[32])
{
    size_t used = 0;
    for (size_t i = 0; i < size && i < text.size && i < 4; i++)
        used += (size_t)snprintf(out + used, 32 - used, "%s0x%02x", i ? " " : "",
                                 (unsigned char)text.data[i]);
}

static bool no_equivalent(struct str text, size_t size, const char *from, const char *to,
                          struct err *err)
{
    char bytes[32] = "";
    describe(text, size, bytes);
    return err_set(err, SQLSTATE_UNTRANSLATABLE_CHARACTER, 0,
                   "character with byte sequence %s in encoding \"%s\" has no equivalent in "
                   "encoding \"%s\"",
                   bytes, from, to);
}

bool transcoder_decode(struct transcoder *transcoder, struct str text, struct buf *out,
                       struct str *rest, struct err *err)
{
    const char *name = transcoder->encoding->name;
    char bytes[32] = "";
    iconv(transcoder->decode, NULL, NULL, NULL, NULL);
    bool whole = convert(transcoder->decode, &text, out);
    if (whole || (errno == EINVAL && rest)) {
        if (rest)
            *rest = text;
        return true;
    }
    if (transcoder->encoding->is_single)
        return no_equivalent(text, 1, name, "UTF8", err);
    describe(text, 2, bytes);
    return err_set(err, SQLSTATE_CHARACTER_NOT_IN_REPERTOIRE, 0,
                   "invalid byte sequence for encoding \"%s\": %s", name, bytes);
}

static size_t utf8_size(unsigned char first)
{
    return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

bool transcoder_encode(struct transcoder *transcoder, struct str text, struct buf *out,
                       struct err *err)
{
    iconv(transcoder->encode, NULL, NULL, NULL, NULL);
    while (!convert(transcoder->encode, &text, out)) {
        size_t size = utf8_size((unsigned char)text.data[0]);
        if (err)
            return no_equivalent(text, size, "UTF8", transcoder->encoding->name, err);
        buf_putc(out, '?');
        text = str_skip(text, size < text.size ? size : text.size);
    }
    return true;
}
