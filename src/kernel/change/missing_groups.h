/* What the normal likelihood needs of a tally: for each set of waves that
 * somebody answered, the people, their means and their sums of products. */
#ifndef PW_CHANGE_MISSING_GROUPS_H
#define PW_CHANGE_MISSING_GROUPS_H

#include "change/mixed.h"

typedef double pw_square[PW_MIXED_WAVES][PW_MIXED_WAVES];

typedef struct {
  unsigned waves; /* bit j is set where wave j is answered */
  double n;
  double mean[PW_MIXED_WAVES]; /* 0 where not answered */
  pw_square products;          /* about the group's own means */
} pw_missing_group;

/* Fills *groups (freed by the caller with pw_free) and *length. Answers are
 * taken less `centre`, the mean of each wave's answers, which is filled. The
 * tally has at most PW_MIXED_WAVES waves. PW_MEMORY. */
pw_status pw_missing_groups_of(const pw_tally *tally, pw_alloc *alloc,
                               double *centre, pw_missing_group **groups,
                               size_t *length, pw_error *err);

/* The people who answered at least `waves` as one group. */
pw_missing_group pw_missing_groups_pool(const pw_missing_group *groups,
                                        size_t length, unsigned waves);

#endif
