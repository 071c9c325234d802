/* Numbers codes: the same code, the same number.
 *
 * Numbers are given in the byte order of the codes, so that they depend on
 * which codes there are and not on who comes first. */
#ifndef PW_LINK_CODE_NUMBERS_H
#define PW_LINK_CODE_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"
#include "base/strpool.h"

typedef struct {
  size_t n;
  const pw_text *codes; /* UTF-8; length 0 for no code */
  int as_written;       /* whether they are compared as they are; else by their
                           normal form, see pw_normalise_code() */
} pw_codes;

/* Fills the caller's `numbers`, one for each of the codes: from 1, or 0 where
 * there is no code, be it that nothing is left of it in normal form. `*count`
 * is how many different codes there are. Fails with PW_MEMORY, PW_RANGE,
 * PW_STOPPED and, at the row, with what pw_normalise_code() fails with;
 * scratch is freed on every path. */
pw_status pw_number_codes(const pw_codes *in, int32_t *numbers, int32_t *count,
                          pw_alloc *alloc, const pw_stop *stop, pw_error *err);

#endif
