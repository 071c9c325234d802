/* Places in a text of UTF-8, as programs for coded text count them: in bytes,
 * in UTF-16 units or in characters (code points). The first place is 0. A byte
 * that begins no character counts as one. */
#ifndef PW_TEXT_OFFSETS_H
#define PW_TEXT_OFFSETS_H

#include <stddef.h>
#include <stdint.h>

typedef enum { PW_PLACE_BYTE = 0, PW_PLACE_UTF16, PW_PLACE_CHARACTER } pw_place;

/* The length of a text, in such units. */
size_t pw_text_length(const char *bytes, size_t length, pw_place unit);

/* Writes at which byte each character begins, then `length`: one more than the
 * text has characters, and at most one more than it has bytes. Gives how many
 * characters it has. */
size_t pw_text_starts(const char *bytes, size_t length, size_t *starts);

/* Writes which character begins at each unit, counted from 0, and -1 where a
 * unit is within one; then the number of characters. One more than the text has
 * units. */
void pw_text_characters(const char *bytes, size_t length, pw_place unit,
                        int64_t *characters);

#endif
