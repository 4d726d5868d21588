#ifndef PGPIVOT_BASE_LOG_H
#define PGPIVOT_BASE_LOG_H

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* Lines above this level are dropped; set once at start, before threads. Default LOG_INFO. */
void log_set_level(enum log_level level);

/* One line on standard error: time in UTC, level, text. Safe from any thread. */
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
