/* SPSS portable files (.por), read by ReadStat in one pass. The number of
 * rows is known only at the end, so the kernel holds the values until the
 * caller has copied them. */
#ifndef PW_READ_POR_H
#define PW_READ_POR_H

#include "base/bytes.h"
#include "base/stop.h"
#include "read/dictionary.h"

typedef struct {
  pw_dictionary dictionary; /* texts are in its pool too */
  int64_t rows, room;
  double **numbers; /* for each variable: `rows` values, or NULL for a text */
  int32_t **texts;
  double missing;
  pw_error damage;     /* PW_TRUNCATED where the file ends within its rows */
  const pw_stop *stop; /* while reading */
  const struct pw_readstat_memory *memory;
} pw_por;

/* Reads a whole file, or the rows that are complete where it ends within them
 * (`damage`; PW_OK otherwise). `missing` is the bit pattern for system-missing.
 * Fails with PW_FORMAT, PW_TRUNCATED, PW_MEMORY or PW_STOPPED. Free with
 * pw_por_free either way. */
pw_status pw_por_read(pw_por *por, pw_bytes file, const char *encoding,
                      double missing, pw_alloc *alloc, const pw_stop *stop,
                      pw_error *err);
void pw_por_free(pw_por *por);

#endif
