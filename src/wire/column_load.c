/* Moments of columns. Does not print them. */
#include "wire/column_load.h"

/* DateTime64 and Time64 have scales from 0 to 9. */
static const int64_t powers_of_ten[] = {1,      10,      100,      1000,      10000,
                                        100000, 1000000, 10000000, 100000000, 1000000000};

static struct column_moment moment_of_ticks(int64_t ticks, int scale)
{
    int64_t per_second = powers_of_ten[scale];
    struct column_moment moment = {ticks / per_second, ticks % per_second};
    if (moment.micros < 0) {
        moment.micros += per_second;
        moment.seconds--;
    }
    if (scale <= 6) {
        moment.micros *= powers_of_ten[6 - scale];
        return moment;
    }
    int64_t divisor = powers_of_ten[scale - 6];
    moment.micros = (moment.micros + divisor / 2) / divisor;
    if (moment.micros == MICROS_PER_SECOND)
        moment = (struct column_moment){moment.seconds + 1, 0};
    return moment;
}

struct column_moment column_moment(const struct column *column, size_t row)
{
    int64_t ticks;
    if (column->type->kind == CH_DATETIME) {
        uint32_t seconds;
        memcpy(&seconds, column_cell(column, row, sizeof seconds), sizeof seconds);
        return (struct column_moment){seconds, 0};
    }
    memcpy(&ticks, column_cell(column, row, sizeof ticks), sizeof ticks);
    return moment_of_ticks(ticks, column->type->scale);
}
