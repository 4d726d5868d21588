/* The ways through a regular expression. Reads no patterns. */
#include "rewrite/regex/regex_paths.h"

#include <ctype.h>
#include <stddef.h>

#define ASCII 128

void char_set_add(struct char_set *set, unsigned char c)
{
    if (c < ASCII)
        set->bits[c / 64] |= UINT64_C(1) << c % 64;
    else
        set->others = true;
}

static bool char_set_has(const struct char_set *set, unsigned char c)
{
    return set->bits[c / 64] >> c % 64 & 1;
}

void char_set_add_class(struct char_set *set, bool (*is_member)(int c))
{
    for (int c = 0; c < ASCII; c++)
        if (is_member(c))
            char_set_add(set, (unsigned char)c);
}

void char_set_complement(struct char_set *set)
{
    set->bits[0] = ~set->bits[0];
    set->bits[1] = ~set->bits[1];
    set->others = !set->others;
}

/* The Kelvin sign is a k and the long s an s. */
void char_set_fold(struct char_set *set)
{
    for (int letter = 'a'; letter <= 'z'; letter++) {
        unsigned char c = (unsigned char)letter, upper = (unsigned char)toupper(letter);
        if (!char_set_has(set, c) && !char_set_has(set, upper))
            continue;
        char_set_add(set, c);
        char_set_add(set, upper);
        set->others |= c == 'k' || c == 's';
    }
}

struct span paths_place(struct paths *paths, const struct char_set *set)
{
    if (paths->n == PATHS_MAX) {
        paths->is_full = true;
        return (struct span){0};
    }
    paths->sets[paths->n] = *set;
    uint64_t bit = UINT64_C(1) << paths->n++;
    return (struct span){.first = bit, .last = bit};
}

static void link_places(struct paths *paths, uint64_t from, uint64_t to)
{
    for (int i = 0; i < paths->n; i++)
        if (from >> i & 1)
            paths->follow[i] |= to;
}

void paths_append(struct paths *paths, struct span *part, const struct span *next)
{
    link_places(paths, part->last, next->first);
    part->first |= part->can_be_empty ? next->first : 0;
    part->last = next->last | (next->can_be_empty ? part->last : 0);
    part->can_be_empty &= next->can_be_empty;
}

void paths_choose(struct span *part, const struct span *other)
{
    part->first |= other->first;
    part->last |= other->last;
    part->can_be_empty |= other->can_be_empty;
}

void paths_repeat(struct paths *paths, const struct span *part)
{
    link_places(paths, part->last, part->first);
}

/* Whether no two of the places take the same character. */
static bool are_apart(const struct paths *paths, uint64_t places)
{
    struct char_set seen = {0};
    for (int i = 0; i < paths->n; i++) {
        const struct char_set *set = &paths->sets[i];
        if (!(places >> i & 1))
            continue;
        if ((seen.bits[0] & set->bits[0]) || (seen.bits[1] & set->bits[1]) ||
            (seen.others && set->others))
            return false;
        seen.bits[0] |= set->bits[0];
        seen.bits[1] |= set->bits[1];
        seen.others |= set->others;
    }
    return true;
}

bool paths_are_single(const struct paths *paths, const struct span *whole)
{
    if (paths->is_full || !are_apart(paths, whole->first))
        return false;
    for (int i = 0; i < paths->n; i++)
        if (!are_apart(paths, paths->follow[i]))
            return false;
    return true;
}
