/* Writes an SPSS system file (.sav, .zsav). */
#ifndef PW_WRITE_SAV_WRITE_H
#define PW_WRITE_SAV_WRITE_H

#include "base/stop.h"
#include "write/sav_encode.h"
#include "write/sav_header.h"

/* Writes the cases of `cells` (one a variable of `dictionary`, of which texts
 * are asked for by `texts_of`) to `path` in the system's own spelling, with the
 * permissions `mode`. The dictionary is as a reader fills it, but that the
 * labels of a set and the attributes of a variable stand one after another, the
 * latter in the order of the variables, and that a range among the missing
 * values comes first. Every text in it is UTF-8; no name has more than 64
 * bytes, a tab or "=".
 *
 * The file takes the place of an earlier one when it is whole; see part_file.h.
 * `stop` is polled for every few thousand cases. Fails with PW_RANGE (a text
 * or label that is too long; row and column say which), PW_ARGUMENT (the
 * place, or two names that are one to SPSS, with the column), PW_FULL,
 * PW_STOPPED or PW_MEMORY. */
pw_status pw_sav_write(const char *path, unsigned mode,
                       const pw_dictionary *dictionary,
                       const pw_sav_cells *cells, pw_sav_texts_of texts_of,
                       void *data, const pw_sav_about *about, int threads,
                       pw_alloc *alloc, const pw_stop *stop, pw_error *err);

#endif
