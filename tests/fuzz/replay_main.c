/* Runs a fuzz target over every file of a folder, without libFuzzer: what was found once stays a
 * test. Prints TAP; knows nothing of what the target does. */
#include <dirent.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define INPUT_LIMIT_BYTES (1 << 20)

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static size_t read_input(const char *path, uint8_t *input)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        die(path);
    }
    size_t size = fread(input, 1, INPUT_LIMIT_BYTES, file);
    fclose(file);
    return size;
}

/* The copy has exactly the input's size, so that a read past its end is seen. */
static void run_input(const uint8_t *input, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy) {
        die("malloc");
    }
    memcpy(copy, input, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void replay_file(const char *folder, const char *name)
{
    static uint8_t input[INPUT_LIMIT_BYTES];
    char path[4096];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    run_input(input, read_input(path, input));
}

static int is_input(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
    struct dirent **entries;
    int n = argc == 2 ? scandir(argv[1], &entries, is_input, alphasort) : -1;
    if (n < 0) {
        die("usage: replay FOLDER");
    }
    printf("1..%d\n", n);
    for (int i = 0; i < n; i++) {
        replay_file(argv[1], entries[i]->d_name);
        printf("ok %d - %s\n", i + 1, entries[i]->d_name);
        fflush(stdout);
        free(entries[i]);
    }
    free(entries);
    return 0;
}
