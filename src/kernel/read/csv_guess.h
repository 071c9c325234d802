/* The type that a column of a delimited text likely has. */
#ifndef PW_READ_CSV_GUESS_H
#define PW_READ_CSV_GUESS_H

#include "base/alloc.h"
#include "base/status.h"
#include "read/csv_request.h"

/* Sets each target's type to the least that a few stretches allow, from what
 * it is: the likely one, which spares a second reading. Fails with
 * PW_MEMORY, or PW_RANGE as pw_csv_index_records. */
pw_status pw_csv_guess_types(const pw_csv_request *request, pw_alloc *alloc,
                             pw_error *err);

#endif
