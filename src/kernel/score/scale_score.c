#include "score/scale_score.h"

#include <math.h>

static double finish(const pw_scale *scale, double total, int32_t answered) {
  if ((size_t)answered < scale->min_items) return scale->missing;
  if (scale->kind == PW_SCORE_MEAN) return total / answered;
  if ((size_t)answered == scale->items) return total;
  return total * (double)scale->items / answered;
}

pw_status pw_scale_score(const pw_scale *scale, double *score,
                         int32_t *answered, pw_error *err) {
  if (scale->min_items < 1 || scale->min_items > scale->items) {
    return pw_fail(err, PW_ARGUMENT,
                   "the least number of items must lie between 1 and all");
  }
  for (size_t row = 0; row < scale->rows; row++) {
    double total = 0;
    answered[row] = 0;
    for (size_t item = 0; item < scale->items; item++) {
      double answer = scale->answers[item][row];
      if (isnan(answer)) continue;
      total += scale->reversed[item] ? scale->low + scale->high - answer
                                     : answer;
      answered[row]++;
    }
    score[row] = finish(scale, total, answered[row]);
  }
  return PW_OK;
}
