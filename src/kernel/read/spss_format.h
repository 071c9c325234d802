/* The name of a print or write format, as in F8.2 or DATETIME20. */
#ifndef PW_READ_SPSS_FORMAT_H
#define PW_READ_SPSS_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#define PW_SPSS_FORMAT_BYTES 32

/* Writes the format that `word` packs (type, width and decimals, a byte each)
 * as a string; `width` (0: as packed) replaces its width, which has no room
 * for that of a very long string. Returns 0 for an unknown type. */
int pw_spss_format(int32_t word, int32_t width, char out[PW_SPSS_FORMAT_BYTES]);

/* Packs the format that a string of `length` bytes names into `*word`, a width
 * beyond a byte's room as 255. Returns 0, leaving `*word`, where it names none.
 */
int pw_spss_format_word(const char *name, size_t length, int32_t *word);

#endif
