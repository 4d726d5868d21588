/* Prices that move through time: value noise in whole numbers, so that any moment can be asked for
 * alone. Knows nothing of trades. */
#include "datagen/price_path.h"

#include "datagen/random.h"

#include <stddef.h>

/* Waves of random height, straight lines between their turning points; they add up. */
static const struct wave {
    int64_t period_ms; /* of session time */
    int64_t height_ppm;
} waves[] = {
    {SESSION_LENGTH_MS * 32, 100000}, {SESSION_LENGTH_MS * 4, 30000}, {SESSION_LENGTH_MS, 12000},
    {SESSION_LENGTH_MS / 8, 5000},    {SESSION_LENGTH_MS / 64, 1500},
};

static int64_t turning_point_ppm(uint64_t key, const struct wave *wave, int64_t n)
{
    return random_between(key, (uint64_t)n, -wave->height_ppm, wave->height_ppm);
}

static int64_t wave_ppm(uint64_t key, const struct wave *wave, int64_t time_ms)
{
    int64_t n = time_ms / wave->period_ms;
    int64_t from = turning_point_ppm(key, wave, n);
    int64_t to = turning_point_ppm(key, wave, n + 1);
    return from + (to - from) * (time_ms % wave->period_ms) / wave->period_ms;
}

int64_t price_path_cents(uint64_t key, int64_t price_cents, int64_t day, int64_t session_ms)
{
    int64_t time_ms = day * SESSION_LENGTH_MS + session_ms;
    int64_t ppm = 1000000;
    for (size_t i = 0; i < sizeof waves / sizeof waves[0]; i++)
        ppm += wave_ppm(random_key(key, i), &waves[i], time_ms);
    return price_cents * ppm / 1000000;
}
