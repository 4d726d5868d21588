/* pgpivot password: a password in, its secret for auth_file out. Stores nothing. */
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "auth/secret.h"
#include "command.h"

/* A line without its end; from a terminal, without showing it. */
static bool read_line(char *line, size_t size)
{
    struct termios before, silent;
    bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        fputs("Password: ", stderr);
        silent = before;
        silent.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    bool fine = fgets(line, (int)size, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fputc('\n', stderr);
    }
    if (fine)
        line[strcspn(line, "\r\n")] = '\0';
    return fine;
}

int command_password(const struct config *config)
{
    char password[2048], secret[SECRET_TEXT_SIZE];
    struct err err = {0};
    (void)config;
    if (!read_line(password, sizeof password))
        err_set(&err, SQLSTATE_IO_ERROR, 0, "no password on standard input");
    else if (secret_make(password, secret, &err))
        puts(secret);
    explicit_bzero(password, sizeof password);
    return err_is_set(&err) ? command_fail(EXIT_FAILED, &err) : EXIT_OK;
}
