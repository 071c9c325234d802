/* Tallies and contrasts as external pointers: made once, asked by every
 * estimate. */
#ifndef PW_GLUE_TALLY_H
#define PW_GLUE_TALLY_H

#include "glue.h"

#include "change/sizes.h"
#include "change/tally.h"

/* The pairs of a contrast, and their changes by size from when they are first
 * asked for. */
typedef struct {
  pw_alloc alloc;
  pw_tally pairs;
  pw_sizes sizes;
  int has_sizes;
} held_contrast;

/* The columns of a list, doubles of length `n`, in memory that R takes back by
 * itself; NULL where one is something else. */
const double **pw_double_columns(SEXP list, R_xlen_t n);

/* list(answers, count): the patterns of a tally, column by column, and how many
 * people show each. May jump. */
SEXP pw_patterns_to_r(const pw_tally *tally);

/* The tally of a group, counted from 1; NULL, with the error filled, where the
 * pointer has none any more. */
const pw_tally *pw_group_of(SEXP pointer, SEXP group, pw_error *err);

/* The contrast behind a pointer; NULL, with the error filled, where there is
 * none any more. */
held_contrast *pw_contrast_of(SEXP pointer, pw_error *err);

/* Orders the changes by size unless that has been done. */
pw_status pw_contrast_sizes(held_contrast *contrast, pw_error *err);

pw_zeros pw_zeros_of(SEXP pratt);

#endif
