/* Stata files of version 117 and later that were cut short.
 *
 * Such a file says in a map where its parts are, and ReadStat goes to the last
 * of them before it reads a row. Mended, the file has the rows that are whole
 * and empty parts behind them. */
#ifndef PW_READ_STATA_MEND_H
#define PW_READ_STATA_MEND_H

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/status.h"

/* Where the file ends within its rows, makes `*mended` (`*length` bytes, to be
 * freed with pw_free) and sets `*declared` to the rows that it should have had;
 * else leaves `*mended` NULL. Fails with PW_MEMORY. */
pw_status pw_stata_mend(pw_bytes file, unsigned char **mended, uint64_t *length,
                        int64_t *declared, pw_alloc *alloc, pw_error *err);

#endif
