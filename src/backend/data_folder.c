/* The lock on a data folder and a place for a socket. Knows nothing of what the folder holds. */
#include "backend/data_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define SQLSTATE_OBJECT_IN_USE "55006"

static char *join(const char *folder, const char *name)
{
    char *path;
    if (asprintf(&path, "%s/%s", folder, name) < 0)
        abort();
    return path;
}

static bool take_lock(struct data_folder *folder, struct err *err)
{
    char *path = join(folder->path, "pgpivot.lock");
    folder->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    free(path);
    if (folder->lock_fd < 0)
        return err_set(err, SQLSTATE_IO_ERROR, 0, "data folder \"%s\" cannot be used: %s",
                       folder->path, strerror(errno));
    if (flock(folder->lock_fd, LOCK_EX | LOCK_NB) == 0)
        return true;
    return err_set(err, SQLSTATE_OBJECT_IN_USE, 0,
                   "data folder \"%s\" is in use by another pgpivot", folder->path);
}

/* A socket's path holds 107 bytes: below a longer folder it goes to a short one of its own. */
static bool place_socket(struct data_folder *folder, struct err *err)
{
    folder->socket = join(folder->path, DATA_FOLDER_SOCKET);
    if (strlen(folder->socket) < sizeof((struct sockaddr_un *)0)->sun_path) {
        unlink(folder->socket); /* of an engine that was killed */
        return true;
    }
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    bool usable = runtime && runtime[0] == '/' && strlen(runtime) < 64;
    free(folder->socket);
    folder->socket_folder = join(usable ? runtime : "/tmp", "pgpivot-XXXXXX");
    folder->socket = NULL;
    if (!mkdtemp(folder->socket_folder)) {
        free(folder->socket_folder);
        folder->socket_folder = NULL;
        return err_set(err, SQLSTATE_IO_ERROR, 0, "no folder for the engine's socket: %s",
                       strerror(errno));
    }
    folder->socket = join(folder->socket_folder, DATA_FOLDER_SOCKET);
    return true;
}

/* With its parents. */
static bool make_folder(const char *path, struct err *err)
{
    char *part = strdup(path);
    if (!part)
        abort();
    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(part, 0700);
        *slash = '/';
    }
    bool made = mkdir(part, 0700) == 0 || errno == EEXIST;
    free(part);
    return made || err_set(err, SQLSTATE_IO_ERROR, 0, "data folder \"%s\" cannot be made: %s", path,
                           strerror(errno));
}

bool data_folder_open(struct data_folder *folder, const char *path, struct err *err)
{
    *folder = (struct data_folder){.path = strdup(path), .lock_fd = -1};
    if (!folder->path)
        abort();
    if (make_folder(path, err) && take_lock(folder, err) && place_socket(folder, err))
        return true;
    data_folder_close(folder);
    return false;
}

void data_folder_close(struct data_folder *folder)
{
    if (folder->socket)
        unlink(folder->socket);
    if (folder->socket_folder)
        rmdir(folder->socket_folder);
    if (folder->lock_fd >= 0)
        close(folder->lock_fd);
    free(folder->socket);
    free(folder->socket_folder);
    free(folder->path);
    *folder = (struct data_folder){.lock_fd = -1};
}
