/* Questions beside each other, whose answers are numbers or nothing: a survey's
 * items, mostly one digit. Read row by row, a field's end is where the next one
 * starts, and what is in the processor's cache is used for all of them. */
#ifndef PW_READ_CSV_BAND_H
#define PW_READ_CSV_BAND_H

#include <stdint.h>

#include "read/csv_index.h"
#include "read/csv_types.h"

#define PW_CSV_BAND 32 /* the most columns of one band */

/* Fills `out[i]`, i below `n`, with column `cells.column` + i of the rows of
 * `cells`, as far as every cell of it is one that `quick` knows, a number that
 * is plainly written, or missing: with an int32_t for each row where `type` is
 * PW_CSV_INTEGER, with a double where it is PW_CSV_NUMBER. Bit i of what is
 * returned: one is nothing of these, so that `out[i]` holds nothing that counts
 * and pw_csv_fill is to fill it. None of `out` overlap; `n` is 1 to
 * PW_CSV_BAND. */
uint32_t pw_csv_fill_band(pw_csv_cells cells, pw_csv_type type, int n,
                          const pw_csv_quick *quick, void *const *out);

#endif
