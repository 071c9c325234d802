/* Questions beside each other, whose answers are one digit or nothing: a
 * survey's items. Read row by row, a field's end is where the next one starts.
 */
#ifndef PW_READ_CSV_BAND_H
#define PW_READ_CSV_BAND_H

#include <stdint.h>

#include "read/csv_index.h"
#include "read/csv_types.h"

#define PW_CSV_BAND 16 /* the most columns of one band */

/* Fills `out[i]`, i below `n`, with column `cells.column` + i of the rows of
 * `cells`, as far as `quick` knows every cell of it: with an int32_t for each
 * row where `type` is PW_CSV_INTEGER, with a double where it is PW_CSV_NUMBER.
 * Bit i of what is returned: it does not know one, so that `out[i]` holds
 * nothing that counts and pw_csv_fill is to fill it. None of `out` overlap; `n`
 * is 1 to PW_CSV_BAND. */
uint32_t pw_csv_fill_band(pw_csv_cells cells, pw_csv_type type, int n,
                          const pw_csv_quick *quick, void *const *out);

#endif
