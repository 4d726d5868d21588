#ifndef PGPIVOT_BACKEND_DATA_FOLDER_H
#define PGPIVOT_BACKEND_DATA_FOLDER_H

#include <stdbool.h>

#include "base/err.h"

/* A data folder that one process owns at a time, and the path of the engine's socket for it. */
struct data_folder {
    char *path;
    int lock_fd;
    char *socket;
    char *socket_folder; /* made for a socket that had no place in the data folder, or NULL */
};

/* The socket's name within the folder, unless the folder's path is too long for one. */
#define DATA_FOLDER_SOCKET "engine.sock"

/* Makes the folder and its parents if they are missing and takes its lock, which the kernel gives
 * back when this process ends. False: 55006 when it is in use, 58030 when it cannot be made. */
bool data_folder_open(struct data_folder *folder, const char *path, struct err *err);
/* Removes the socket, gives the lock back. */
void data_folder_close(struct data_folder *folder);

#endif
