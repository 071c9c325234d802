/* Which codes are so alike that they may be one person's.
 *
 * Two codes are alike when at most `max_edits` slips turn one into the other,
 * or, where codes consist of declared elements (the first letters of a name, a
 * day of birth), when enough elements agree. An element that is the same
 * counts 2 points, one that is a slip away or missing on either side 1, another
 * answer 0; with m elements of which k must agree, 2k points are needed. A
 * missing element is thus neutral, as half-way between agreeing and not.
 *
 * The cost of a pair is the smaller of its slips and the points that it lacks
 * to 2m: 0 the same, 1 a slip or a missing element, 2 two of these or another
 * element. */
#ifndef PW_LINK_SIMILAR_H
#define PW_LINK_SIMILAR_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"
#include "base/strpool.h"

/* Codes of more characters are only alike when they are the same, and with
 * PW_LONGEST_TWICE or more only one slip is looked for. */
#define PW_LONGEST_CODE 256
#define PW_LONGEST_TWICE 64
#define PW_MOST_ELEMENTS 12
/* This many codes that are the same but for one place say nothing about who
 * is whose: their pairs are not looked at. */
#define PW_CROWD 1000

typedef struct {
  int32_t count;
  const pw_text *codes;   /* normalised UTF-8; distinct or not */
  int32_t max_edits;      /* 0 to PW_MOST_EDITS */
  int32_t elements;       /* m, 0 for none */
  const pw_text *element; /* count x m, by code; length 0 for missing */
  int32_t agree;          /* k: m, m - 1 or m - 2 */
} pw_candidate_input;

typedef struct {
  int32_t one, other; /* one < other */
  int32_t cost;
} pw_candidate_pair;

typedef struct {
  pw_candidate_pair *pairs; /* by `one`, then `other` */
  int64_t count;
  int32_t crowds; /* crowds that were passed over */
} pw_candidates;

/* Finds every pair that is alike, the caller's to free with pw_candidates_free.
 * Fails with PW_MEMORY, PW_STOPPED, PW_FORMAT (not UTF-8; row is the code) or
 * PW_ARGUMENT. On failure there is nothing to free. */
pw_status pw_find_candidates(const pw_candidate_input *in, pw_candidates *out,
                             const pw_stop *stop, pw_alloc *alloc,
                             pw_error *err);

void pw_candidates_free(pw_candidates *alike, pw_alloc *alloc);

#endif
