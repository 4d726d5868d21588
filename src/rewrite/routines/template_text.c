/* Templates (routine.h) as text. Does not read them. */
#include "rewrite/routines/template_text.h"

#include <string.h>

const char *template_replace(struct arena *arena, const char *template_, const char *wanted,
                             const char *by)
{
    const char *found = template_ ? strstr(template_, wanted) : NULL;
    if (!found)
        return template_;
    return arena_printf(arena, "%.*s%s%s", (int)(found - template_), template_, by,
                        template_replace(arena, found + strlen(wanted), wanted, by));
}
