/* Two counters in shared memory: the writes that have begun, and those that have ended. */
#define _GNU_SOURCE /* memfd_create */
#include "base/write_clock.h"

#include <stdatomic.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

struct write_clock {
    atomic_uint_least64_t begun, ended;
};

static struct write_clock *map(int fd)
{
    void *memory =
        mmap(NULL, sizeof(struct write_clock), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

struct write_clock *write_clock_new(int *fd)
{
    *fd = memfd_create("pgpivot-write-clock", MFD_CLOEXEC);
    if (*fd < 0 || ftruncate(*fd, sizeof(struct write_clock)) != 0)
        return NULL;
    struct write_clock *clock = map(*fd);
    if (clock)
        write_clock_restart(clock);
    return clock;
}

struct write_clock *write_clock_open(int fd)
{
    /* Behind the end of a file memory cannot be touched. */
    return fd >= 0 && lseek(fd, 0, SEEK_END) >= (off_t)sizeof(struct write_clock) ? map(fd) : NULL;
}

void write_clock_free(struct write_clock *clock)
{
    if (clock)
        munmap(clock, sizeof *clock);
}

void write_clock_begin(struct write_clock *clock)
{
    if (clock)
        atomic_fetch_add(&clock->begun, 1);
}

void write_clock_end(struct write_clock *clock)
{
    if (clock)
        atomic_fetch_add(&clock->ended, 1);
}

void write_clock_restart(struct write_clock *clock)
{
    if (clock)
        atomic_store(&clock->ended, atomic_fetch_add(&clock->begun, 1) + 1);
}

/* `ended` is read first: if all that had begun by the later look had ended by the earlier one,
 * nothing was under way in between. */
uint64_t write_clock_now(const struct write_clock *clock)
{
    if (!clock)
        return 0;
    uint64_t ended = atomic_load(&clock->ended);
    return atomic_load(&clock->begun) == ended ? ended : 0;
}

bool write_clock_shows(const struct write_clock *clock, uint64_t time)
{
    return clock && time && atomic_load(&clock->begun) == time;
}
