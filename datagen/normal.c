/* e^x and the normal distribution, in whole numbers. Knows nothing of options. */
#include "datagen/normal.h"

#include "datagen/fixed.h"

__extension__ typedef __int128 int128;

/* Inside, numbers have 40 binary digits behind the point. */
#define ONE (INT64_C(1) << 40)
#define LN_2 INT64_C(762123384786)          /* ln 2 */
#define ONE_BY_SQRT_2_PI INT64_C(398942280) /* a fixed number */
enum { N_TERMS = 16 };

static int64_t multiply(int64_t a, int64_t b)
{
    return (int64_t)((int128)a * b / FIXED_ONE);
}

int64_t normal_exp(int64_t x)
{
    int64_t binary = (int64_t)((int128)x * ONE / FIXED_ONE);
    int64_t halvings = binary < 0 ? (-binary + LN_2 - 1) / LN_2 : 0;
    int64_t doublings = binary > 0 ? binary / LN_2 : 0;
    int64_t rest = binary + halvings * LN_2 - doublings * LN_2, term = ONE, sum = ONE;
    if (halvings > 40)
        return 0;
    for (int64_t i = 1; i <= N_TERMS; i++) {
        term = (int64_t)((int128)term * rest >> 40) / i;
        sum += term;
    }
    return (int64_t)(((int128)sum << doublings) * FIXED_ONE >> (40 + halvings));
}

int64_t normal_density(int64_t x)
{
    return multiply(ONE_BY_SQRT_2_PI, normal_exp(-multiply(x, x) / 2));
}

/* Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.17: off by less than 7.5e-8. */
int64_t normal_below(int64_t x)
{
    static const int64_t b[] = {1330274429, -1821255978, 1781477937, -356563782, 319381530};
    int64_t size = x < 0 ? -x : x;
    int64_t t = (int64_t)((int128)FIXED_ONE * FIXED_ONE / (FIXED_ONE + multiply(231641900, size)));
    int64_t sum = 0;
    for (unsigned i = 0; i < sizeof b / sizeof b[0]; i++)
        sum = multiply(sum + b[i], t);
    int64_t above = multiply(normal_density(size), sum);
    return x < 0 ? above : FIXED_ONE - above;
}

int64_t normal_sqrt(int64_t x)
{
    int128 square = (int128)x * FIXED_ONE, root = square, next = (square + 1) / 2;
    while (next < root) {
        root = next;
        next = (root + square / root) / 2;
    }
    return (int64_t)root;
}
