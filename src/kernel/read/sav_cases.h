/* Cases of a .sav or .zsav, decoded straight into the caller's columns.
 *
 * Memory follows what strings hold, not what they declare: runs of blanks are
 * passed over, and a string is as long as its last character. */
#ifndef PW_READ_SAV_CASES_H
#define PW_READ_SAV_CASES_H

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/status.h"
#include "base/stop.h"
#include "base/strpool.h"
#include "read/sav_records.h"

/* Where a variable's values go; both NULL to pass it over. Owned by the
 * caller, with room for the rows asked for. */
typedef struct {
  double *numbers; /* for a number */
  int32_t *texts;  /* for a string: ids in the pool, bytes as in the file
                    * without trailing blanks, up to a NUL */
} pw_sav_column;

/* How many complete cases there are to read: the declared count where the
 * file could hold it, else counted. Fails as pw_sav_cases_read. */
pw_status pw_sav_cases_count(const pw_sav_records *records, pw_bytes file,
                             int64_t *count, pw_alloc *alloc,
                             const pw_stop *stop, pw_error *err);

/* Skips `skip` cases, then reads up to `most` into `columns` (one for each
 * variable of `records`). `missing` is the bit pattern for system-missing and
 * NaN. A file that ends within a case gives the complete ones: `*n_read` says
 * how many. Fails with PW_FORMAT, PW_MEMORY, PW_RANGE or PW_STOPPED. */
pw_status pw_sav_cases_read(const pw_sav_records *records, pw_bytes file,
                            const pw_sav_column *columns, int64_t skip,
                            int64_t most, double missing, pw_strpool *pool,
                            int64_t *n_read, pw_alloc *alloc,
                            const pw_stop *stop, pw_error *err);

#endif
