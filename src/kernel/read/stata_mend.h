/* Stata files of version 117 and later that were cut short, or that say another
 * number of rows than they hold.
 *
 * Such a file says in a map where its parts are, and ReadStat goes to the last
 * of them before it reads a row, and reads as many rows as the header says.
 * Mended, a file that was cut has the rows that are whole and empty parts
 * behind them, and every file says the rows that it has. */
#ifndef PW_READ_STATA_MEND_H
#define PW_READ_STATA_MEND_H

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/status.h"

typedef struct {
  unsigned char *bytes; /* NULL where there was nothing to mend */
  uint64_t length;
  int64_t stated; /* rows by the header */
  int64_t rows;   /* rows that are whole */
  int is_cut;     /* the file ends within its rows */
} pw_stata_mended;

/* Makes `mended` of a file that ends within its rows, or whose rows, between
 * their tags, are not as many as its header says. Free its bytes with pw_free.
 * Fails with PW_MEMORY, leaving none. */
pw_status pw_stata_mend(pw_bytes file, pw_stata_mended *mended, pw_alloc *alloc,
                        pw_error *err);

#endif
