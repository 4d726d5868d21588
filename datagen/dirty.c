/* Faults: a row of a table each. Knows nothing of files. */
#include "datagen/dirty.h"

#include "datagen/draw.h"
#include "datagen/fixed.h"
#include "datagen/random.h"

static void set_separators(struct trade *trade)
{
    trade->counterparty = "Smith, \"Wesson\" & Söhne\\Co;\t|";
}

static void set_newlines(struct trade *trade)
{
    trade->counterparty = "first line\nsecond line\r\n\\.\nlast";
}

static void set_no_text(struct trade *trade)
{
    trade->counterparty = trade->book = trade->strategy = "";
}

static void set_long_text(struct trade *trade)
{
    trade->counterparty = "abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz "
                          "abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz "
                          "abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz "
                          "Übergröße 東京 🙂";
}

static void set_word_for_null(struct trade *trade)
{
    trade->counterparty = "NULL";
    trade->strategy = "\\N";
    trade->book = " Alpha ";
}

static void set_unknown_symbol(struct trade *trade)
{
    trade->symbol = trade->underlying_symbol = "N/A";
}

static void set_missing_parent(struct trade *trade)
{
    trade->exposure_type = "Constituent";
    trade->parent_symbol = "GONE";
}

static void set_other_case(struct trade *trade)
{
    trade->desk = "EQUITIES";
    trade->region = "emea";
    trade->currency = "usd";
}

static void set_same_trade(struct trade *trade)
{
    if (trade->trade_id > 1)
        trade->trade_id--;
}

static void set_zeros(struct trade *trade)
{
    trade->quantity = trade->price = trade->notional = trade->exposure = 0;
}

static void set_negative(struct trade *trade)
{
    trade->quantity = -trade->quantity;
    trade->notional = -trade->notional;
}

static void set_no_numbers(struct trade *trade)
{
    trade->pnl = FIXED_NAN;
    trade->vol = FIXED_INFINITY;
    trade->rho = -FIXED_INFINITY;
}

static void set_far_day(struct trade *trade, const struct calendar_day *day)
{
    trade->trade_date = trade->ts.day = day;
}

static void set_first_day(struct trade *trade)
{
    static const struct calendar_day first = {0, "1970-01-01"};
    set_far_day(trade, &first);
}

static void set_last_day(struct trade *trade)
{
    static const struct calendar_day last = {65535, "2149-06-06"};
    set_far_day(trade, &last);
}

static void (*const faults[])(struct trade *trade) = {
    set_separators,     set_newlines,       set_no_text,    set_long_text,  set_word_for_null,
    set_unknown_symbol, set_missing_parent, set_other_case, set_same_trade, set_zeros,
    set_negative,       set_no_numbers,     set_first_day,  set_last_day,
};

void dirty_set_fault(struct trade *trade, uint64_t key)
{
    enum { N_FAULTS = sizeof faults / sizeof faults[0] };
    uint64_t drawn = random_below(key, DRAW_FAULT, (uint64_t)N_FAULTS * 10);
    if (drawn < N_FAULTS)
        faults[drawn](trade);
}
