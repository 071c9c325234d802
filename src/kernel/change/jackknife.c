#include "change/jackknife.h"

#include <math.h>

/* Sums over everyone, and over the runs from the largest size down to one. */
typedef struct {
  double people, zeros_ranked;
  double gains, losses;
  double positive, negative; /* sums of midranks */
  double correlation;
  double gains_above, losses_above; /* in runs of larger changes */
} totals;

static totals total_of(const pw_sizes *sizes, pw_zeros zeros) {
  totals t = {0};
  double below = zeros == PW_ZEROS_PRATT ? sizes->unchanged : 0;
  t.zeros_ranked = below;
  for (size_t i = 0; i < sizes->length; i++) {
    const pw_size *run = &sizes->runs[i];
    double midrank = below + (run->gains + run->losses + 1) / 2;
    t.gains += run->gains;
    t.losses += run->losses;
    t.positive += run->gains * midrank;
    t.negative += run->losses * midrank;
    below += run->gains + run->losses;
  }
  t.people = sizes->unchanged + t.gains + t.losses;
  t.correlation = (t.positive - t.negative) / (t.positive + t.negative);
  return t;
}

/* What is left of the ratio's first total beyond the correlation times its
 * second, from the sums of ranks without one person. */
static double beyond(const totals *t, double positive, double negative) {
  return positive - negative - t->correlation * (positive + negative);
}

typedef struct {
  double gain, loss; /* without one person who rose, or fell */
} left_out;

/* Without a person the runs above theirs fall by one rank, and the midrank of
 * their own by a half. */
static left_out without(const totals *t, const pw_size *run) {
  double many = run->gains + run->losses;
  double ranked_above = t->gains_above + t->losses_above;
  double below = t->zeros_ranked + t->gains + t->losses - ranked_above - many;
  double own = below + many / 2;
  double positive = t->positive - run->gains / 2 - t->gains_above;
  double negative = t->negative - run->losses / 2 - t->losses_above;
  left_out out = {beyond(t, positive - own, negative),
                  beyond(t, positive, negative - own)};
  return out;
}

static double power(double x, int square) { return square ? x * x : x; }

/* Sums over everyone what is left without them, less `mean`, or its square. */
static double sum_without(const pw_sizes *sizes, totals t, pw_zeros zeros,
                          double mean, int square) {
  double sum = 0;
  for (size_t i = sizes->length; i-- > 0;) {
    const pw_size *run = &sizes->runs[i];
    left_out one = without(&t, run);
    sum += run->gains * power(one.gain - mean, square) +
      run->losses * power(one.loss - mean, square);
    t.gains_above += run->gains;
    t.losses_above += run->losses;
  }
  double ranked = zeros == PW_ZEROS_PRATT;
  double none =
    beyond(&t, t.positive - ranked * t.gains, t.negative - ranked * t.losses);
  return sum + sizes->unchanged * power(none - mean, square);
}

double pw_rank_biserial_error(const pw_sizes *sizes, pw_zeros zeros) {
  totals t = total_of(sizes, zeros);
  double n = t.people;
  if (!(n > 1 && t.gains + t.losses > 0)) return NAN;
  double mean = sum_without(sizes, t, zeros, 0, 0) / n;
  double squares = sum_without(sizes, t, zeros, mean, 1);
  return (n + 1) / (t.positive + t.negative) * sqrt(squares / n / (n - 1));
}
