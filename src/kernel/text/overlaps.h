/* Which codes stand on the same characters of a text. A character is a code
 * point. Costs O(n log n) for n codings, and for each the codes that stand
 * where it begins or ends. */
#ifndef PW_TEXT_OVERLAPS_H
#define PW_TEXT_OVERLAPS_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

/* Codings in any order. Those of one text and one who meet; those of one code
 * are one run where they overlap or touch. One that ends where it begins, or
 * before, is none. */
typedef struct {
  const int32_t *who, *text, *code; /* from 0 */
  const double *start, *end;        /* code points from 0, the end not in */
  size_t codings, codes;
} pw_placed;

/* Of whom two codes overlap somewhere, the one with the lower number first. */
typedef struct {
  int32_t who, first, second;
} pw_meeting;

/* Each who and pair once. Starts all zero; free with pw_free. */
typedef struct {
  pw_meeting *list;
  size_t count, room;
} pw_meetings;

/* For each pair of codes (codes x codes, the same both ways) writes the number
 * of `runs` with both and how many `characters` they have; of a code with
 * itself its own. Adds to `met` who has both. PW_MEMORY, PW_STOPPED. */
pw_status pw_overlaps(const pw_placed *placed, double *runs, double *characters,
                      pw_meetings *met, pw_alloc *alloc, const pw_stop *stop,
                      pw_error *err);

#endif
