/* Value labels of a .sav, and the missing values of texts beyond 8 bytes. */
#ifndef PW_WRITE_SAV_VALUE_LABELS_H
#define PW_WRITE_SAV_VALUE_LABELS_H

#include "write/byte_buffer.h"
#include "write/sav_layout.h"

#define PW_SAV_LONGEST_LABEL 255 /* bytes of a value label of record 3 */

/* Puts records 3 and 4: the value labels of numbers and of texts up to 8
 * bytes. A set's labels stand one after another in `dictionary->labels`.
 * Fails with PW_RANGE where a label is longer than PW_SAV_LONGEST_LABEL, with
 * the variable as column, and PW_MEMORY. */
pw_status pw_sav_put_labels(pw_byte_buffer *buffer,
                            const pw_dictionary *dictionary,
                            const pw_sav_layout *layout, pw_error *err);

/* Puts record 7/21: the value labels of texts beyond 8 bytes, of any length.
 * Fails with PW_MEMORY. */
pw_status pw_sav_put_long_labels(pw_byte_buffer *buffer,
                                 const pw_dictionary *dictionary,
                                 pw_error *err);

/* Puts record 7/22: missing values of texts beyond 8 bytes, of which SPSS takes
 * the first 8. */
void pw_sav_put_long_missing(pw_byte_buffer *buffer,
                             const pw_dictionary *dictionary);

#endif
