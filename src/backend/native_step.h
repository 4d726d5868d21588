#ifndef PGPIVOT_BACKEND_NATIVE_STEP_H
#define PGPIVOT_BACKEND_NATIVE_STEP_H

#include "backend/native_column.h"

/* The streams of bytes a Native column is made of. Each step returns NATIVE_BLOCK when done. */
native_step native_read_nulls;
native_step native_read_fixed;
native_step native_read_fixed_strings;
native_step native_read_strings;
native_step native_read_offsets; /* Array, Map: gives the children their number of rows */
native_step native_enter_tuple;  /* reads nothing: gives the children their number of rows */
native_step native_read_lc_version;
native_step native_read_lc_header; /* LowCardinality: gives the dictionary its number of rows */
native_step native_read_lc_indexes;

#endif
