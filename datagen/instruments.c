/* The 29 instruments, two funds of funds besides, and what the funds hold: data only. */
#include "datagen/instruments.h"

#define STOCK(symbol_, name_, exchange_, sector_, price_cents_)                                    \
    {                                                                                              \
        .symbol = symbol_, .name = name_, .asset_class = "Equity", .instrument_type = "Stock",     \
        .product = "Spot", .currency = "USD", .exchange = exchange_, .sector = sector_,            \
        .exposure_type = "Direct", .price_cents = price_cents_,                                    \
    }
#define COMMODITY(symbol_, name_, exchange_, sector_, price_cents_)                                \
    {                                                                                              \
        .symbol = symbol_, .name = name_, .asset_class = "Commodity",                              \
        .instrument_type = "Commodity", .product = "Spot", .currency = "USD",                      \
        .exchange = exchange_, .sector = sector_, .exposure_type = "Direct",                       \
        .price_cents = price_cents_,                                                               \
    }
/* type is ETF or ETC: instrument type, product and exposure type alike. */
#define FUND(symbol_, name_, asset_class_, type, exchange_, sector_, price_cents_, n, ...)         \
    {                                                                                              \
        .symbol = symbol_, .name = name_, .asset_class = asset_class_, .instrument_type = type,    \
        .product = type, .currency = "USD", .exchange = exchange_, .sector = sector_,              \
        .exposure_type = type, .price_cents = price_cents_, .n_constituents = n,                   \
        .constituents = {__VA_ARGS__},                                                             \
    }

/* The price path moves a price by up to 15 %; from 12 to 434 here it stays from 10 to 500. */
const struct instrument instruments[] = {
    STOCK("AAPL", "Apple Inc.", "NASDAQ", "Technology", 18592),
    STOCK("MSFT", "Microsoft Corporation", "NASDAQ", "Technology", 38847),
    STOCK("GOOGL", "Alphabet Inc. Class A", "NASDAQ", "Technology", 14265),
    STOCK("META", "Meta Platforms Inc.", "NASDAQ", "Technology", 37449),
    STOCK("NVDA", "NVIDIA Corporation", "NASDAQ", "Technology", 42000),
    STOCK("AMZN", "Amazon.com Inc.", "NASDAQ", "Consumer", 15462),
    STOCK("TSLA", "Tesla Inc.", "NASDAQ", "Consumer", 21889),
    STOCK("JPM", "JPMorgan Chase & Co.", "NYSE", "Financials", 16905),
    STOCK("V", "Visa Inc. Class A", "NYSE", "Financials", 26421),
    STOCK("BAC", "Bank of America Corporation", "NYSE", "Financials", 3280),
    STOCK("JNJ", "Johnson & Johnson", "NYSE", "Healthcare", 16215),
    STOCK("WMT", "Walmart Inc.", "NYSE", "Consumer", 16116),
    STOCK("PG", "Procter & Gamble Company", "NYSE", "Consumer", 15045),
    STOCK("HD", "Home Depot Inc.", "NYSE", "Consumer", 35579),
    STOCK("XOM", "Exxon Mobil Corporation", "NYSE", "Energy", 9996),

    COMMODITY("GOLD", "Gold", "COMEX", "Precious Metals", 20516),
    COMMODITY("SILVER", "Silver", "COMEX", "Precious Metals", 2332),
    COMMODITY("PLAT", "Platinum", "COMEX", "Precious Metals", 9118),
    COMMODITY("COPPER", "Copper", "COMEX", "Industrial Metals", 3742),
    COMMODITY("CRUDEOIL", "Crude Oil", "NYMEX", "Energy", 7268),
    COMMODITY("NATGAS", "Natural Gas", "NYMEX", "Energy", 2870),

    FUND("SPY", "SPDR S&P 500 ETF Trust", "Equity", "ETF", "NYSE", "Broad Market", 43250, 8,
         {"AAPL", 70, 450}, {"MSFT", 65, 250}, {"GOOGL", 40, 300}, {"AMZN", 35, 220},
         {"NVDA", 30, 150}, {"META", 25, 80}, {"TSLA", 20, 100}, {"JPM", 15, 120}),
    FUND("QQQ", "Invesco QQQ Trust", "Equity", "ETF", "NASDAQ", "Technology", 40960, 7,
         {"AAPL", 120, 780}, {"MSFT", 100, 400}, {"GOOGL", 80, 600}, {"AMZN", 70, 450},
         {"NVDA", 60, 300}, {"META", 50, 160}, {"TSLA", 40, 200}),
    FUND("XLF", "Financial Select Sector SPDR Fund", "Equity", "ETF", "NYSE", "Financials", 3762, 3,
         {"JPM", 100, 250}, {"BAC", 80, 2500}, {"V", 60, 250}),
    FUND("XLE", "Energy Select Sector SPDR Fund", "Equity", "ETF", "NYSE", "Energy", 8290, 1,
         {"XOM", 220, 900}),

    FUND("GLD", "SPDR Gold Shares", "Commodity", "ETC", "NYSE", "Precious Metals", 19010, 1,
         {"GOLD", 1000, 93}),
    FUND("SLV", "iShares Silver Trust", "Commodity", "ETC", "NYSE", "Precious Metals", 2118, 1,
         {"SILVER", 1000, 920}),
    FUND("PMET", "Precious Metals Basket", "Commodity", "ETC", "NYSE", "Precious Metals", 10740, 3,
         {"GOLD", 500, 50}, {"SILVER", 300, 500}, {"PLAT", 200, 20}),
    FUND("USO", "United States Oil Fund", "Commodity", "ETC", "NYSE", "Energy", 6822, 1,
         {"CRUDEOIL", 1000, 800}),

    FUND("WORLD", "World Balanced Fund of Funds", "Equity", "ETF", "NYSE", "Broad Market", 8830, 4,
         {"SPY", 500, 102}, {"QQQ", 200, 43}, {"GLD", 150, 70}, {"XOM", 50, 44}),
    FUND("HARBOR", "Harbor Allocation Fund of Funds", "Equity", "ETF", "NYSE", "Broad Market", 5120,
         3, {"WORLD", 600, 348}, {"PMET", 250, 119}, {"XLF", 100, 136}),
};
const size_t n_instruments_in_all = sizeof instruments / sizeof instruments[0];
const size_t n_instruments = sizeof instruments / sizeof instruments[0] - N_FUNDS_OF_FUNDS;
