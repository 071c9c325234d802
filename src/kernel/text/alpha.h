/* Krippendorff's alpha from coincidences (Krippendorff 2011; 2019, ch. 12), and
 * its bootstrap over participants, whose units are drawn together.
 *
 * A participant's coincidences are the cells o(c, k) of the pairs of values in
 * their units, each pair over the unit's coders less 1. Participants with the
 * same coincidences are one pattern. */
#ifndef PW_TEXT_ALPHA_H
#define PW_TEXT_ALPHA_H

#include "base/draw.h"

typedef enum {
  PW_NOMINAL,
  PW_ORDINAL,
  PW_INTERVAL,
  PW_RATIO,
  PW_DISTANCE /* as given */
} pw_metric;

typedef struct {
  pw_metric metric;
  size_t categories;
  const double *score;    /* by category, for an interval or a ratio */
  const double *distance; /* categories x categories, for PW_DISTANCE: not
                             squared again */
} pw_alpha_scale;

/* A part of one participant's coincidences. */
typedef struct {
  uint32_t participant;
  uint32_t cell; /* row * categories + column */
  double value;
} pw_coincidence;

typedef struct {
  pw_alloc *alloc;
  double *count;  /* participants, by pattern */
  size_t *first;  /* of its cells, by pattern, and the end of the last */
  uint32_t *cell; /* ascending in a pattern */
  double *value;
  size_t length;
} pw_coincidences;

typedef struct {
  double alpha;              /* NaN where nothing is expected to differ */
  double observed, expected; /* disagreement */
  double pairable;           /* values in units with two or more */
} pw_alpha;

/* Joins the parts by participant, which it sorts, and merges participants that
 * are alike. `participants` stand for `stands_for` people each (NULL: one); one
 * without a part is no pattern. PW_MEMORY. The caller frees with
 * pw_coincidences_free, also after a failure. */
pw_status pw_coincidences_of(pw_coincidence *parts, size_t n,
                             const double *stands_for, pw_alloc *alloc,
                             pw_coincidences *out, pw_error *err);
void pw_coincidences_free(pw_coincidences *all);

/* The parts of ratings, a column of `units` for each coder, each value a
 * category from 0 or below 0 for none: at most units * coders^2, of which
 * `parts` has room. Gives how many. */
size_t pw_coincidences_in(const int32_t *ratings, size_t units, size_t coders,
                          size_t categories, const uint32_t *participant,
                          pw_coincidence *parts);

/* Alpha of the coincidences of everybody together, categories x categories.
 * `margin` is scratch of as many doubles as there are categories. */
pw_alpha pw_alpha_of_cells(const double *cells, const pw_alpha_scale *scale,
                           double *margin);

/* Alpha of all. `work` is scratch of categories * (categories + 1) doubles. */
pw_alpha pw_alpha_of(const pw_coincidences *all, const pw_alpha_scale *scale,
                     double *work);

/* Alpha of each of `replicates` draws of participants, in `values`; NaN where a
 * draw has none. PW_MEMORY, PW_STOPPED, PW_RANGE. */
pw_status pw_alpha_resample(const pw_coincidences *all,
                            const pw_alpha_scale *scale, size_t replicates,
                            const pw_random *random, const pw_stop *stop,
                            double *values, pw_error *err);

#endif
