/* Tables of casts, and of the notes that rows of any table have. */
#include <stdio.h>
#include <string.h>

#include "generate.h"
#include "rewrite/routines/routine.h"

/* ---- casts: a line for each source type ---- */

static void print_cast_targets(uint32_t source, enum cast_context context)
{
    bool any = false;
    printf(" |");
    for (size_t i = 0; i < casts_count; i++) {
        if (casts[i].source != source || casts[i].context != context)
            continue;
        printf("%s %s%s", any ? "," : "", type_label(casts[i].target),
               casts[i].target == source ? "(…)" : "");
        any = true;
    }
}

void print_casts(struct arena *arena)
{
    (void)arena;
    printf("| from | implicitly to | on assignment to | explicitly to | example |\n"
           "|---|---|---|---|---|\n");
    for (size_t i = 0; i < casts_count; i++) {
        bool is_first = true;
        for (size_t j = 0; j < i; j++)
            is_first &= casts[j].source != casts[i].source;
        if (!is_first)
            continue;
        printf("| %s", type_label(casts[i].source));
        print_cast_targets(casts[i].source, CAST_IMPLICIT);
        print_cast_targets(casts[i].source, CAST_ASSIGNMENT);
        print_cast_targets(casts[i].source, CAST_EXPLICIT);
        printf(" | ");
        print_code(casts[i].example);
        printf(" |\n");
    }
}

/* ---- notes: a line for each, and where it holds ---- */

struct noted {
    const char *note;
    struct list where;
};

static void add_note(struct arena *arena, struct list *notes, const char *note, const char *where)
{
    for (size_t i = 0; i < notes->n; i++) {
        struct noted *noted = notes->items[i];
        if (strcmp(noted->note, note) == 0) {
            list_add_once(arena, &noted->where, where);
            return;
        }
    }
    struct noted *noted = ARENA_NEW(arena, struct noted);
    noted->note = note;
    list_add_once(arena, &noted->where, where);
    list_add(arena, notes, noted);
}

static const char *cast_text(struct arena *arena, const struct cast *cast)
{
    return arena_printf(arena, "%s to %s", type_label(cast->source), type_label(cast->target));
}

void print_notes(struct arena *arena)
{
    struct list notes = {0};
    enum routine_kind kind;
    const struct routine *row;
    for (size_t i = 0; (row = routine_at(i, &kind)) != NULL; i++)
        if (row->note)
            add_note(arena, &notes, row->note, row->name);
    for (size_t i = 0; i < casts_count; i++)
        if (casts[i].note)
            add_note(arena, &notes, casts[i].note, cast_text(arena, &casts[i]));
    printf("| difference | of |\n|---|---|\n");
    for (size_t i = 0; i < notes.n; i++) {
        const struct noted *noted = notes.items[i];
        printf("| ");
        print_text(noted->note);
        printf(" | ");
        print_list(&noted->where, ", ", print_code);
        printf(" |\n");
    }
}
