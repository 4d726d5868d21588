/*
 * Lays out the data folder and the configuration that makes ClickHouse keep to it. Knows nothing
 * of queries.
 */
#include "engine/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * libchdb makes a database that overlays the host's file system, by default under the name
 * `default`. Here it gets a name of its own that nobody is granted, and `default` is an
 * ordinary database, as on a server.
 */
static const char config_xml[] = "<clickhouse>\n"
                                 "<users_config>%s/config/users.xml</users_config>\n"
                                 "<default_database>host_files</default_database>\n"
                                 "<timezone>UTC</timezone>\n"
                                 "<max_server_memory_usage_to_ram_ratio>0.75"
                                 "</max_server_memory_usage_to_ram_ratio>\n"
                                 "</clickhouse>\n";

/*
 * No grant on sources (files, URLs, other servers), functions, dictionaries, users or the system.
 * The constants are settings that name files or servers, or that change what the guard reads.
 * An INSERT ends when its rows are stored, also one that is cancelled: those of async_insert could
 * be stored later.
 */
static const char users_xml[] =
    "<clickhouse><profiles><default>\n"
    "<implicit_select>0</implicit_select>\n"
    "<allow_introspection_functions>0</allow_introspection_functions>\n"
    "<async_insert>0</async_insert>\n"
    "<constraints>\n"
    "<async_insert><const/></async_insert>\n"
    "<dialect><const/></dialect>\n"
    "<implicit_select><const/></implicit_select>\n"
    "<allow_introspection_functions><const/></allow_introspection_functions>\n"
    "<format_schema><const/></format_schema>\n"
    "<format_schema_source><const/></format_schema_source>\n"
    "<format_template_row><const/></format_template_row>\n"
    "<format_template_resultset><const/></format_template_resultset>\n"
    "<format_avro_schema_registry_url><const/></format_avro_schema_registry_url>\n"
    "<url_base><const/></url_base>\n"
    "</constraints></default></profiles>\n"
    "<users><default><password></password><networks><ip>::/0</ip></networks>\n"
    "<profile>default</profile><quota>default</quota><grants>\n"
    "<query>GRANT SHOW DATABASES, SHOW TABLES, SHOW COLUMNS, SHOW DICTIONARIES, SELECT, INSERT, "
    "ALTER, CREATE DATABASE, CREATE TABLE, CREATE VIEW, DROP, TRUNCATE, OPTIMIZE, CHECK, dictGet "
    "ON *.*</query>\n"
    "<query>GRANT CREATE TEMPORARY TABLE, KILL QUERY ON *.*</query>\n"
    "<query>REVOKE ALL ON host_files.*</query>\n"
    "</grants></default></users>\n"
    "<quotas><default/></quotas></clickhouse>\n";

static bool fail(struct err *err, const char *what, const char *path)
{
    return err_set(err, SQLSTATE_IO_ERROR, 0, "could not %s \"%s\": %s", what, path,
                   strerror(errno));
}

static bool make_folder(const char *path, struct err *err)
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        return true;
    return fail(err, "make folder", path);
}

static bool make_subfolder(const struct folder *folder, const char *name, struct err *err)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/%s", folder->path, name);
    return make_folder(path, err);
}

static bool take_lock(struct folder *folder, struct err *err)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/engine.lock", folder->path);
    folder->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (folder->lock_fd < 0)
        return fail(err, "open", path);
    if (flock(folder->lock_fd, LOCK_EX | LOCK_NB) == 0)
        return true;
    if (errno != EWOULDBLOCK)
        return fail(err, "lock", path);
    return err_set(err, SQLSTATE_IO_ERROR, 0,
                   "data folder \"%s\" is in use by another pgpivot-engine", folder->path);
}

static bool write_file(const struct folder *folder, const char *name, const char *text,
                       struct err *err)
{
    char path[4300];
    snprintf(path, sizeof path, "%s/%s", folder->path, name);
    FILE *file = fopen(path, "we");
    if (!file)
        return fail(err, "write", path);
    bool good = fputs(text, file) >= 0;
    good = fclose(file) == 0 && good;
    return good || fail(err, "write", path);
}

static bool write_config(const struct folder *folder, struct err *err)
{
    char text[sizeof config_xml + 4096];
    snprintf(text, sizeof text, config_xml, folder->path);
    return write_file(folder, "config/config.xml", text, err) &&
           write_file(folder, "config/users.xml", users_xml, err);
}

/*
 * ClickHouse makes the link metadata/default at each start; libchdb would take the overlay's UUID
 * from it, which is `default`'s already.
 */
static bool write_default_database(const struct folder *folder, struct err *err)
{
    char path[4300], text[128];
    snprintf(path, sizeof path, "%smetadata/default", folder->clickhouse);
    if (unlink(path) != 0 && errno != ENOENT)
        return fail(err, "remove", path);
    snprintf(path, sizeof path, "%smetadata/default.sql", folder->clickhouse);
    if (access(path, F_OK) == 0)
        return true;
    unsigned char r[16];
    if (getrandom(r, sizeof r, 0) != sizeof r)
        return fail(err, "get random bytes for", path);
    snprintf(text, sizeof text,
             "ATTACH DATABASE _ UUID '%02x%02x%02x%02x-%02x%02x-4%01x%02x-a%01x%02x-"
             "%02x%02x%02x%02x%02x%02x'\nENGINE = Atomic\n",
             r[0], r[1], r[2], r[3], r[4], r[5], r[6] & 15, r[7], r[8] & 15, r[9], r[10], r[11],
             r[12], r[13], r[14], r[15]);
    return write_file(folder, "clickhouse/metadata/default.sql", text, err);
}

/* The path goes into XML and into ClickHouse's arguments. */
static bool check_path(const char *path, struct err *err)
{
    if (!strpbrk(path, "<>&\n\r"))
        return true;
    return err_set(err, SQLSTATE_IO_ERROR, 0,
                   "data folder \"%s\" has a character that is not supported in its path", path);
}

bool folder_open(struct folder *folder, const char *path, struct err *err)
{
    if (!make_folder(path, err))
        return false;
    char *absolute = realpath(path, NULL);
    if (!absolute || strlen(absolute) >= sizeof folder->path) {
        free(absolute);
        return fail(err, "find folder", path);
    }
    strcpy(folder->path, absolute);
    free(absolute);
    snprintf(folder->clickhouse, sizeof folder->clickhouse, "%s/clickhouse/", folder->path);
    snprintf(folder->config_file, sizeof folder->config_file, "%s/config/config.xml", folder->path);
    return check_path(folder->path, err) && take_lock(folder, err) &&
           make_subfolder(folder, "config", err) && make_subfolder(folder, "clickhouse", err) &&
           make_subfolder(folder, "clickhouse/metadata", err) && write_config(folder, err) &&
           write_default_database(folder, err);
}
