/* Holdings and their re-balancing, each version made alone. Knows nothing of trades. */
#include "datagen/market.h"

#include "datagen/random.h"

#include <string.h>

/* Under the seed; rows and prices have 0 and 1 (trade.c). */
enum { KEY_HOLDINGS = 2 };
enum { DRAW_LEFT_OUT = MAX_CONSTITUENTS };
enum { LEAST_KEPT_THOUSANDTHS = 900, N_TO_LEAVE_ONE_OUT = 3 };

size_t market_version(const struct market *market, size_t day_index)
{
    return market->rebalance_days ? day_index / market->rebalance_days : 0;
}

size_t market_n_versions(const struct market *market, size_t n_days)
{
    return market_version(market, n_days - 1) + 1;
}

static int kept_of(int value, int64_t kept_thousandths)
{
    int kept = (int)(value * kept_thousandths / 1000);
    return kept > 0 ? kept : 1;
}

void market_holdings(const struct market *market, size_t instrument, size_t version,
                     struct holdings *holdings)
{
    const struct instrument *fund = &instruments[instrument];
    uint64_t key = random_key(random_key(market->seed, KEY_HOLDINGS), instrument);
    key = random_key(key, version);
    int left_out = -1;
    if (version > 0 && fund->n_constituents >= N_TO_LEAVE_ONE_OUT)
        left_out = (int)random_below(key, DRAW_LEFT_OUT, (uint64_t)fund->n_constituents);
    holdings->n = 0;
    for (int i = 0; i < fund->n_constituents; i++) {
        if (i == left_out)
            continue;
        struct constituent *held = &holdings->constituents[holdings->n++];
        int64_t kept =
            version == 0 ? 1000 : random_between(key, (uint64_t)i, LEAST_KEPT_THOUSANDTHS, 1000);
        *held = fund->constituents[i];
        held->weight_thousandths = kept_of(held->weight_thousandths, kept);
        held->shares_per_unit_thousandths = kept_of(held->shares_per_unit_thousandths, kept);
    }
}
