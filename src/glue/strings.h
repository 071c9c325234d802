/* R strings, many at once.
 *
 * R keeps each string once, in a table of chains by hash, and most of the
 * time that a new string takes goes into waiting for the chain's memory.
 * Strings that are made in the order of that table find it in the cache: half
 * a million take a third of the time. So they wait here until there are many.
 * (The order follows R's char_hash(); were it another one, only the speed
 * would change.) */
#ifndef PW_GLUE_STRINGS_H
#define PW_GLUE_STRINGS_H

#include "glue.h"

typedef struct {
  uint32_t key;
  uint32_t length;
  const char *bytes;
  SEXP into; /* a character vector that the caller protects */
  R_xlen_t at;
} waiting_string;

/* Starts all zero but for `alloc` and, where fewer than a quarter of a million
 * strings shall wait, `most`. */
typedef struct {
  pw_alloc *alloc;
  size_t most;
  waiting_string *strings;
  uint32_t *order; /* two of them, one behind the other */
  size_t count;
  char *copies;    /* of bytes that do not last */
  size_t copied;
} string_batch;

/* Longer texts are so few that they may be made at once. */
#define PW_STRINGS_LONGEST 65536

/* Whether no text of `length` fits, so that pw_strings_make must be called. */
int pw_strings_full(const string_batch *batch, size_t length);

/* Notes that element `at` of `into` is to be this text (UTF-8, at most
 * PW_STRINGS_LONGEST bytes). `lasting` bytes stay until the batch is made; others are copied.
 * There must be room. Fails with PW_MEMORY. Never jumps. */
pw_status pw_strings_add(string_batch *batch, const char *bytes, size_t length,
                         int lasting, SEXP into, R_xlen_t at, pw_error *err);

/* Makes every string that waits. May jump, as R does for want of memory. */
void pw_strings_make(string_batch *batch);

void pw_strings_free(string_batch *batch);

#endif
