/* The score of a scale: the sum or the mean of its items.
 *
 * A missing answer is any NaN. Where fewer than `min_items` are answered the
 * score is missing. Where some are missing, the sum is the mean of the
 * answered items times the number of items (person-mean imputation), so that
 * sum = mean x items always holds. A reversed item counts as low + high - x. */
#ifndef PW_SCORE_SCALE_SCORE_H
#define PW_SCORE_SCALE_SCORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef enum { PW_SCORE_MEAN, PW_SCORE_SUM } pw_score_kind;

typedef struct {
  size_t rows;
  size_t items;
  const double *const *answers; /* one column of `rows` per item */
  const int32_t *reversed;      /* per item, 0 or 1 */
  double low, high;             /* the answer scale; used by reversed items */
  size_t min_items;             /* 1 to items */
  pw_score_kind kind;
  double missing; /* written where there is no score */
} pw_scale;

/* Fills the caller's `score` and `answered` (answered items), `rows` of each.
 * Fails with PW_ARGUMENT when min_items is not within 1 to items. */
pw_status pw_scale_score(const pw_scale *scale, double *score,
                         int32_t *answered, pw_error *err);

#endif
