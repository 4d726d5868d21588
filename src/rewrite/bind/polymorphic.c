/* What anyarray, anyelement and anycompatible stand for. Chooses no overload. */
#include "rewrite/bind/polymorphic.h"

#include "rewrite/bind/bind.h"
#include "rewrite/bind/overload.h"

enum family { FAMILY_NONE, FAMILY_SAME, FAMILY_COMPATIBLE, FAMILY_NONARRAY };

static const struct pseudo {
    uint32_t type;
    enum family family;
    bool is_array, is_enum;
} pseudos[] = {
    {PG_ANYARRAY, FAMILY_SAME, true},
    {PG_ANYELEMENT, FAMILY_SAME, false},
    {PG_ANYENUM, FAMILY_SAME, false, true},
    {PG_ANYNONARRAY, FAMILY_NONARRAY, false},
    {PG_ANYCOMPATIBLEARRAY, FAMILY_COMPATIBLE, true},
    {PG_ANYCOMPATIBLE, FAMILY_COMPATIBLE, false},
};

static struct pseudo pseudo_of(uint32_t type)
{
    for (size_t i = 0; i < sizeof pseudos / sizeof *pseudos; i++)
        if (pseudos[i].type == type)
            return pseudos[i];
    return (struct pseudo){type, FAMILY_NONE, false};
}

static bool add_type(struct polymorphic *resolved, struct pseudo pseudo, uint32_t type)
{
    uint32_t element = pseudo.is_array ? pgtype_element(type) : type;
    if (pseudo.family == FAMILY_NONARRAY)
        return !pgtype_element(type);
    if (!element || (pseudo.is_enum && !pgtype_is_enum(element)))
        return false;
    if (pseudo.family == FAMILY_COMPATIBLE) {
        resolved->compatible = coerce_common_of_two(resolved->compatible, element);
        return resolved->compatible != 0;
    }
    if (resolved->element != PG_UNKNOWN && resolved->element != element)
        return false;
    resolved->element = element;
    return true;
}

bool polymorphic_resolve(const struct routine *routine, const uint32_t *types, size_t n,
                         struct polymorphic *resolved)
{
    *resolved = (struct polymorphic){PG_UNKNOWN, PG_UNKNOWN};
    for (size_t i = 0; i < n; i++) {
        struct pseudo pseudo = pseudo_of(overload_declared_type(routine, i));
        if (pseudo.family != FAMILY_NONE && types[i] != PG_UNKNOWN &&
            !add_type(resolved, pseudo, types[i]))
            return false;
    }
    /* Elements of arrays are no arrays. */
    for (size_t i = 0; i < n; i++) {
        struct pseudo pseudo = pseudo_of(overload_declared_type(routine, i));
        if (pseudo.is_array &&
            pgtype_element(pseudo.family == FAMILY_SAME ? resolved->element : resolved->compatible))
            return false;
        if (pseudo.family == FAMILY_COMPATIBLE && types[i] != PG_UNKNOWN &&
            !coerce_possible(pseudo.is_array ? pgtype_element(types[i]) : types[i],
                             resolved->compatible, CAST_IMPLICIT))
            return false;
    }
    return true;
}

uint32_t polymorphic_type(const struct polymorphic *resolved, uint32_t declared)
{
    struct pseudo pseudo = pseudo_of(declared);
    uint32_t type = resolved->element;
    if (pseudo.family == FAMILY_NONE)
        return declared;
    if (pseudo.family == FAMILY_NONARRAY)
        return PG_TEXT;
    if (pseudo.family == FAMILY_COMPATIBLE)
        type = resolved->compatible == PG_UNKNOWN ? PG_TEXT : resolved->compatible;
    if (type == PG_UNKNOWN)
        return 0;
    return pseudo.is_array ? pgtype_array(type) : type;
}
