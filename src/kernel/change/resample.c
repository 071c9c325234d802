#include "change/resample.h"

typedef struct {
  const pw_recount *recount;
  size_t replicates;
  double *values;
} effects;

static void put_effects(void *data, const uint32_t *counts, size_t replicate) {
  const effects *to = data;
  double one[PW_EFFECTS];
  pw_recount_with(to->recount, counts, one);
  for (size_t e = 0; e < PW_EFFECTS; e++) {
    to->values[e * to->replicates + replicate] = one[e];
  }
}

pw_status pw_resample(const pw_recount *recount, size_t replicates,
                      pw_draw draw, const pw_random *random,
                      const pw_stop *stop, double *values, pw_error *err) {
  double *count =
    pw_alloc_zeroed(recount->alloc, recount->length, sizeof *count);
  if (count == NULL) return pw_fail(err, PW_MEMORY, "no memory for resampling");
  for (size_t i = 0; i < recount->length; i++) {
    count[i] = recount->patterns[i].count;
  }
  effects to = {recount, replicates, values};
  pw_status status = pw_draw_counts(count, recount->length, replicates, draw,
                                    random, stop, put_effects, &to,
                                    recount->alloc, err);
  pw_free(recount->alloc, count);
  return status;
}
