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

#include "base/strpool.h"
#include "glue.h"

/* The text that an element of a vector is to be. */
typedef struct {
  uint32_t key; /* pw_strings_key() of it */
  uint32_t length;
  const char *bytes;
  uint32_t into; /* the vector, by pw_strings_into() */
  uint32_t at;   /* the element: columns of a data frame have less than 2^31 */
} waiting_string;

#define STRING_LANES 16

/* Strings wait in lanes, of which each has its part of the order and fits the
 * cache. */
typedef struct {
  pw_alloc *alloc;
  SEXP *vectors;
  size_t n_vectors, vector_room;
  waiting_string *strings; /* lane after lane */
  size_t waiting[STRING_LANES];
  size_t longest;  /* of the lanes */
  uint32_t *order; /* room for pw_strings_make */
} string_batch;

/* The bytes of an R string, as they are; none of NA. */
pw_text pw_text_of(SEXP string);

/* The R string of `length` bytes of UTF-8, at most INT_MAX. May jump. */
SEXP pw_string(const char *bytes, size_t length);

/* The place of a text in the order. Touches nothing of R, and may be called on
 * any thread. */
uint32_t pw_strings_key(const char *bytes, size_t length);

/* Notes a character vector, which the caller protects while the batch is in
 * use, and gives its number for waiting_string.into. Fails with PW_MEMORY. */
pw_status pw_strings_into(string_batch *batch, SEXP vector, uint32_t *into,
                          pw_error *err);

/* Makes every string that waits. May jump, as R does for want of memory. */
void pw_strings_make(string_batch *batch);

/* A batch on a handle, which frees it whatever happens, and at once when it is
 * dropped. The caller protects the handle. */
SEXP pw_strings_hold(string_batch **batch);
void pw_strings_drop(SEXP handle);

/* Makes the string of bytes of UTF-8 that stay until then, of any length and
 * with their key, element `at` of the vector `into`: soon where it may wait.
 * Fails with PW_MEMORY, and may jump. */
pw_status pw_strings_soon(string_batch *batch, const char *bytes, size_t length,
                          uint32_t key, uint32_t into, R_xlen_t at,
                          pw_error *err);

#endif
