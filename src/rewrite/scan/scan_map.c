/* Positions: from the text that is parsed back to the text the person typed. Bytes inside,
 * characters outside; both texts are valid UTF-8. */
#include "rewrite/scan/scan.h"

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static const struct scan_segment *segment_at(const struct scan *scan, size_t text_offset)
{
    const struct scan_segment *found = NULL;
    for (size_t i = 0; i < scan->n_segments && scan->segments[i].text <= text_offset; i++)
        found = &scan->segments[i];
    return found;
}

static size_t source_offset(const struct scan *scan, size_t text_offset)
{
    const struct scan_segment *segment = segment_at(scan, text_offset);
    if (!segment)
        return text_offset;
    return segment->source + (segment->copied ? text_offset - segment->text : 0);
}

int scan_source_character(const struct scan *scan, size_t text_offset)
{
    size_t end = source_offset(scan, text_offset);
    if (end > scan->source.size)
        end = scan->source.size;
    int character = 1;
    for (size_t i = 0; i < end; i++)
        character += !is_continuation(scan->source.data[i]);
    return character;
}

size_t scan_text_offset(const struct scan *scan, int text_character)
{
    size_t offset = 0;
    for (int left = text_character - 1; left > 0 && offset < scan->text.size; left--) {
        offset++;
        while (offset < scan->text.size && is_continuation(scan->text.data[offset]))
            offset++;
    }
    return offset;
}
