/* One spelling for a self-generated code.
 *
 * People write the same code as "Ab-12", "AB 12" and "ab12". The normal form
 * has small letters, no blanks, no punctuation or symbols of ASCII, Latin-1
 * and the general punctuation block, and no diacritics on Latin letters
 * (composed or combining; ae, oe, ss, th, ij stand for their ligatures).
 * Full-width letters and digits become plain ones. Letters of other scripts
 * are kept as they are. Nothing depends on a locale. */
#ifndef PW_LINK_NORMALISE_H
#define PW_LINK_NORMALISE_H

#include <stddef.h>

#include "base/status.h"

/* Writes the normal form of `text` (UTF-8, `length` bytes) into `out`, which
 * has `room` bytes, and its length into `*written`; no NUL is added. The
 * result is UTF-8 and never longer than the text, so `room = length` always
 * suffices. Fails with PW_FORMAT (and the byte) where the text is not UTF-8,
 * and with PW_ARGUMENT when the buffer is too small. Applying it twice gives
 * the same as once. */
pw_status pw_normalise_code(const char *text, size_t length, char *out,
                            size_t room, size_t *written, pw_error *err);

#endif
