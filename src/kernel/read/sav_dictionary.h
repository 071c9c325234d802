/* What a .sav or .zsav says about its variables, out of the records that
 * sav_records framed.
 *
 * A file is not lost for what is wrong in one record: the rest is read, and
 * what was done is in the dictionary's repairs. Labels have any length;
 * texts that are not in the file's encoding have their bad bytes replaced. */
#ifndef PW_READ_SAV_DICTIONARY_H
#define PW_READ_SAV_DICTIONARY_H

#include "base/bytes.h"
#include "read/dictionary.h"
#include "read/sav_records.h"

/* Fills `*dictionary` with one variable for each of `records`, which the walk
 * over the same `file` made. `charset` is the encoding of its texts, from
 * pw_spss_charset. Fails with PW_UNSUPPORTED (encoding) or PW_MEMORY. Free
 * with pw_dictionary_free either way. */
pw_status pw_sav_dictionary_read(pw_dictionary *dictionary,
                                 const pw_sav_records *records, pw_bytes file,
                                 const char *charset, pw_alloc *alloc,
                                 pw_error *err);

#endif
