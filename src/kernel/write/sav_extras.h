/* What a .sav says besides its variables and their labels: notes, and the
 * extension records. */
#ifndef PW_WRITE_SAV_EXTRAS_H
#define PW_WRITE_SAV_EXTRAS_H

#include "write/byte_buffer.h"
#include "write/sav_layout.h"

/* Puts record 6: notes, in lines of at most 80 bytes. */
void pw_sav_put_notes(pw_byte_buffer *buffer, const pw_dictionary *dictionary);

/* Puts the records 7 that a file of `cases` cases needs, then record 999.
 * Fails with PW_MEMORY. */
pw_status pw_sav_put_extensions(pw_byte_buffer *buffer,
                                const pw_dictionary *dictionary,
                                const pw_sav_layout *layout, int64_t cases,
                                pw_error *err);

#endif
