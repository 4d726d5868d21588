/* Trades as a market has them. Knows nothing of files. */
#include "datagen/realistic.h"

#include "datagen/draw.h"
#include "datagen/fixed.h"
#include "datagen/normal.h"
#include "datagen/price_path.h"
#include "datagen/random.h"

#include <stdbool.h>

__extension__ typedef __int128 int128;

/* How often instruments are traded: number i of popular[] is i + 1 times rarer than the first. The
 * order is that of instruments[], by its numbers: SPY, AAPL, NVDA, TSLA, QQQ … */
static const unsigned char popular[] = {21, 0,  4,  6,  22, 1,  5,  3,  19, 25, 2,
                                        15, 7,  9,  23, 14, 26, 20, 16, 8,  24, 11,
                                        13, 28, 10, 12, 18, 17, 27, 29, 30};
enum { SHARE_OF_THE_FIRST = 5040 };

static uint64_t share_of(size_t rank)
{
    return SHARE_OF_THE_FIRST / (rank + 1);
}

size_t realistic_instrument(const struct market *market, uint64_t key)
{
    uint64_t total = 0;
    for (size_t rank = 0; rank < market->n_instruments; rank++)
        total += share_of(rank);
    uint64_t drawn = random_below(key, DRAW_POPULARITY, total);
    size_t rank = 0;
    for (; drawn >= share_of(rank); rank++)
        drawn -= share_of(rank);
    return popular[rank];
}

/* Half of the trades come at any time, the others the nearer to the open or the close the more
 * often. */
int64_t realistic_session_ms(uint64_t key)
{
    enum { ANY_TIME_TO = 2, OPEN = 2, N_CASES = 4 };
    uint64_t way = random_below(key, DRAW_NEAR_OPEN_OR_CLOSE, N_CASES);
    int64_t ms = random_between(key, DRAW_TIME, 0, SESSION_LENGTH_MS - 1);
    if (way < ANY_TIME_TO)
        return ms;
    int64_t from_end = (int64_t)((int128)ms * ms / SESSION_LENGTH_MS / 2);
    return way == OPEN ? from_end : SESSION_LENGTH_MS - 1 - from_end;
}

/* Four of five trades are of whole hundreds. */
int64_t realistic_quantity(uint64_t key, int64_t quantity)
{
    enum { N_CASES = 5, LOT = 100 };
    return random_below(key, DRAW_ROUND_LOT, N_CASES) > 0 ? quantity / LOT * LOT : quantity;
}

static int64_t multiply(int64_t a, int64_t b)
{
    return (int64_t)((int128)a * b / FIXED_ONE);
}

static int64_t divide(int64_t a, int64_t b)
{
    return (int64_t)((int128)a * FIXED_ONE / b);
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* To a number of decimals that leaves room for the weight of a constituent. */
static int64_t to_step(int64_t value, int64_t step)
{
    return value / step * step;
}

/* Bell-shaped, from -3 to 3, with a standard deviation of 1. */
static int64_t draw_moneyness(uint64_t key)
{
    int64_t sum = 0;
    for (uint64_t i = 0; i < 3; i++)
        sum += random_between(key, DRAW_MONEYNESS + i, -FIXED_ONE, FIXED_ONE);
    return sum;
}

/* An option on the instrument, of Black and Scholes: d1 is drawn, the strike follows from it. */
struct option {
    int64_t price, vol, rate, years, sqrt_years, d1, d2;
    int64_t strike; /* its present value */
    bool is_put;
};

static struct option draw_option(const struct trade *trade, uint64_t key)
{
    static const int64_t expiries[] = {7, 14, 30, 61, 91, 182, 365};
    uint64_t expiry = random_below(key, DRAW_EXPIRY, sizeof expiries / sizeof expiries[0]);
    struct option option = {.price = trade->price, .vol = trade->vol, .rate = trade->rate};
    option.years = expiries[expiry] * FIXED_ONE / 365;
    option.sqrt_years = normal_sqrt(option.years);
    option.is_put = random_below(key, DRAW_IS_PUT, 2);
    int64_t spread = multiply(option.vol, option.sqrt_years);
    option.d1 = draw_moneyness(key);
    option.d2 = option.d1 - spread;
    option.strike = multiply(
        option.price, normal_exp(multiply(spread, spread) / 2 - multiply(option.d1, spread)));
    return option;
}

/* vega and rho for one percent, theta for a day. */
static void set_greeks(struct trade *trade, const struct option *option)
{
    int64_t density = normal_density(option->d1);
    int64_t sign = option->is_put ? -1 : 1;
    int64_t exercised = multiply(option->strike, normal_below(sign * option->d2)) * sign;
    int64_t spread = multiply(option->vol, option->sqrt_years);
    int64_t decay =
        divide(multiply(multiply(option->price, density), option->vol), 2 * option->sqrt_years) +
        multiply(option->rate, exercised);
    int64_t gamma = divide(density, multiply(option->price, spread));
    trade->delta = to_step(sign * normal_below(sign * option->d1), FIXED_ONE / 10000);
    trade->gamma = to_step(clamp(gamma, 0, FIXED_ONE / 10), FIXED_ONE / 100000);
    trade->vega = to_step(multiply(multiply(option->price, density), option->sqrt_years) / 100,
                          FIXED_ONE / 10000);
    trade->theta = to_step(clamp(-decay / 365, -50 * FIXED_ONE, 0), FIXED_ONE / 10000);
    trade->rho =
        to_step(clamp(multiply(exercised, option->years) / 100, -10 * FIXED_ONE, 10 * FIXED_ONE),
                FIXED_ONE / 10000);
}

void realistic_set_values(struct trade *trade, uint64_t key, int64_t close_cents)
{
    struct option option = draw_option(trade, key);
    set_greeks(trade, &option);
    int64_t made = (FIXED_CENTS(close_cents) - trade->price) * (trade->quantity / FIXED_ONE);
    int64_t pnl = random_below(key, DRAW_SIDE, 2) ? made : -made;
    trade->pnl = clamp(pnl, -50000 * FIXED_ONE, 50000 * FIXED_ONE);
}
