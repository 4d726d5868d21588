/* The words that dimension columns are drawn from: data only. */
#include "datagen/dimensions.h"

#include <string.h>

#define DIMENSION(...)                                                                             \
    {                                                                                              \
        .values = (const char *const[]){__VA_ARGS__},                                              \
        .n = sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)                     \
    }

const struct dimension books = DIMENSION("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta");
const struct dimension strategies =
    DIMENSION("Momentum", "MeanReversion", "StatArb", "EventDriven", "Macro");
const struct dimension counterparties =
    DIMENSION("Goldman Sachs", "JPMorgan", "Morgan Stanley", "Citigroup", "Barclays", "UBS",
              "Deutsche Bank", "BNP Paribas", "HSBC", "Nomura");
const struct dimension risk_buckets = DIMENSION("Low", "Medium", "High", "VeryHigh");
const struct dimension scenarios = DIMENSION("Base", "Stress", "Historical", "MonteCarlo");

const struct region regions[N_REGIONS] = {
    {"AMER", DIMENSION("US", "CA")},
    {"EMEA", DIMENSION("UK", "DE", "FR", "CH")},
    {"APAC", DIMENSION("JP", "HK", "SG", "AU")},
};

static const struct dimension equity_desks =
    DIMENSION("Equities", "Equities", "Equities", "Equities", "Equities", "Equities", "Derivatives",
              "Derivatives", "FixedIncome", "FX");
static const struct dimension commodity_desks =
    DIMENSION("Commodities", "Commodities", "Commodities", "Commodities", "Commodities",
              "Commodities", "Derivatives", "Derivatives", "FixedIncome", "FX");

const struct dimension *desks_of_asset_class(const char *asset_class)
{
    return strcmp(asset_class, "Commodity") == 0 ? &commodity_desks : &equity_desks;
}
