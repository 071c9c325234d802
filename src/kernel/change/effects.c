#include "change/effects.h"

#include <math.h>
#include <stdlib.h>

#include "change/moments.h"

/* What the effects need of some people. */
typedef struct {
  double n, before, after;       /* sums, of patterns less the means of all */
  double before2, after2, cross; /* sums of products */
  double gained, lost;
  double positive, negative;     /* sums of ranks */
} sums;

static int by_size(const void *a, const void *b) {
  const pw_effect_pattern *x = a, *y = b;
  /* `before` holds the size of the change until patterns are in order. */
  if (x->before != y->before) return x->before < y->before ? -1 : 1;
  return (x->run > y->run) - (x->run < y->run);
}

/* Patterns in the order of their sizes, `run` numbering the sizes and
 * `after` still holding the pattern's place in the tally. */
static void put_in_order(const pw_tally *tally, pw_effects *e) {
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    double change = p.after - p.before;
    pw_effect_pattern *to = &e->patterns[i];
    int none = fabs(change) <= e->resolution;
    to->before = none ? 0 : fabs(change);
    to->after = (double)i;
    to->run = (uint32_t)i; /* so that equal sizes keep the tally's order */
    to->count = p.count;
    to->direction = none ? 0 : change > 0 ? 1 : -1;
    e->n += p.count;
  }
  if (e->length > 1) {
    qsort(e->patterns, e->length, sizeof *e->patterns, by_size);
  }
  uint32_t run = 0;
  double first = 0;
  for (size_t i = 0; i < e->length; i++) {
    if (i > 0 && e->patterns[i].before - first > e->resolution) run++;
    if (i == 0 || e->patterns[i - 1].run != run) first = e->patterns[i].before;
    e->patterns[i].run = run;
  }
}

pw_status pw_effects_of(const pw_tally *tally, pw_zeros zeros, pw_alloc *alloc,
                        pw_effects *e, pw_error *err) {
  pw_effects none = {alloc, NULL, 0, 0, 0, pw_tally_resolution(tally), zeros};
  *e = none;
  if (!pw_tally_is_whole(tally)) {
    return pw_fail(err, PW_ARGUMENT, "resampling needs whole frequency weights");
  }
  e->patterns = pw_alloc_zeroed(alloc, tally->length, sizeof *e->patterns);
  if (e->patterns == NULL) {
    return pw_fail(err, PW_MEMORY, "no memory for resampling");
  }
  e->length = tally->length;
  put_in_order(tally, e);
  pw_moments m;
  pw_moments_of(tally, &m);
  e->mean_change = m.mean_change;
  for (size_t i = 0; i < e->length; i++) {
    pw_pattern p = pw_pattern_at(tally, (size_t)e->patterns[i].after);
    e->patterns[i].before = p.before - m.mean_before;
    e->patterns[i].after = p.after - m.mean_after;
  }
  return PW_OK;
}

void pw_effects_free(pw_effects *e) {
  pw_free(e->alloc, e->patterns);
  e->patterns = NULL;
  e->length = 0;
}

static void add(sums *s, const pw_effect_pattern *p, double count) {
  s->n += count;
  s->before += count * p->before;
  s->after += count * p->after;
  s->before2 += count * p->before * p->before;
  s->after2 += count * p->after * p->after;
  s->cross += count * p->before * p->after;
}

static double spread(double squares, double sum, double n, double resolution) {
  double variance = (squares - sum * sum / n) / (n - 1);
  return variance > resolution * resolution ? sqrt(variance) : 0;
}

static void give(const pw_effects *e, const sums *s, double *to) {
  for (int k = 0; k < PW_EFFECTS; k++) to[k] = NAN;
  if (!(s->n > 0)) return;
  double ranks = s->positive + s->negative;
  double change = e->mean_change + (s->after - s->before) / s->n;
  to[PW_EFFECT_CHANGE] = change;
  to[PW_EFFECT_SUPERIORITY] = (s->n + s->gained - s->lost) / 2 / s->n;
  if (ranks > 0) {
    to[PW_EFFECT_RANK_BISERIAL] = (s->positive - s->negative) / ranks;
  }
  if (!(s->n > 1)) return;
  double n = s->n, least = e->resolution;
  double before = spread(s->before2, s->before, n, least);
  double after = spread(s->after2, s->after, n, least);
  double moved = spread(s->before2 + s->after2 - 2 * s->cross,
                        s->after - s->before, n, least);
  double both = sqrt((before * before + after * after) / 2);
  if (both > 0) to[PW_EFFECT_D_AV] = change / both;
  if (moved > 0) to[PW_EFFECT_D_Z] = change / moved;
  if (before > 0) to[PW_EFFECT_D_B] = change / before;
  if (before > 0 && after > 0) {
    double r = (s->cross - s->before * s->after / n) / (n - 1) / before / after;
    r = fmax(-1, fmin(1, r));
    to[PW_EFFECT_R] = r;
    to[PW_EFFECT_D_RM] = to[PW_EFFECT_D_Z] * sqrt(2 * (1 - r));
  }
}

/* Ranks a run of `gains` and `losses` above `below` people. */
static void rank_run(sums *s, double gains, double losses, double *below) {
  double midrank = *below + (gains + losses + 1) / 2;
  s->positive += gains * midrank;
  s->negative += losses * midrank;
  s->gained += gains;
  s->lost += losses;
  *below += gains + losses;
}

void pw_effects_with(const pw_effects *e, const uint32_t *counts,
                     double to[PW_EFFECTS]) {
  sums s = {0};
  double below = 0, gains = 0, losses = 0;
  uint32_t run = 0;
  for (size_t i = 0; i < e->length; i++) {
    const pw_effect_pattern *p = &e->patterns[i];
    if (counts[i] == 0) continue;
    double count = counts[i];
    add(&s, p, count);
    if (p->direction == 0) {
      if (e->zeros == PW_ZEROS_PRATT) below += count;
      continue;
    }
    if (p->run != run) {
      rank_run(&s, gains, losses, &below);
      gains = losses = 0;
      run = p->run;
    }
    if (p->direction > 0) gains += count;
    else losses += count;
  }
  rank_run(&s, gains, losses, &below);
  give(e, &s, to);
}

/* A size of change, for taking one of its people out. */
typedef struct {
  double gains, losses;
  double midrank;
  double gains_above, losses_above; /* in runs of larger changes */
} ranked_run;

/* Everyone's sums, and the runs of changes other than zero, which `runs` has
 * room for; the run of pattern i is runs[patterns[i].run]. */
static sums everyone(const pw_effects *e, ranked_run *runs) {
  sums s = {0};
  double below = 0;
  for (size_t i = 0; i < e->length; i++) {
    const pw_effect_pattern *p = &e->patterns[i];
    add(&s, p, p->count);
    if (p->direction > 0) runs[p->run].gains += p->count;
    if (p->direction < 0) runs[p->run].losses += p->count;
    if (p->direction == 0 && e->zeros == PW_ZEROS_PRATT) below += p->count;
  }
  size_t n = e->length == 0 ? 0 : e->patterns[e->length - 1].run + 1;
  for (size_t j = 0; j < n; j++) {
    runs[j].midrank = below + (runs[j].gains + runs[j].losses + 1) / 2;
    rank_run(&s, runs[j].gains, runs[j].losses, &below);
  }
  for (size_t j = n; j-- > 1;) {
    runs[j - 1].gains_above = runs[j].gains_above + runs[j].gains;
    runs[j - 1].losses_above = runs[j].losses_above + runs[j].losses;
  }
  return s;
}

/* Without one person of pattern `p`, their run's midrank falls by a half and
 * that of every run above by one. */
static sums without(const pw_effects *e, sums s, const pw_effect_pattern *p,
                    const ranked_run *run) {
  add(&s, p, -1);
  if (p->direction == 0) {
    if (e->zeros == PW_ZEROS_PRATT) {
      s.positive -= s.gained;
      s.negative -= s.lost;
    }
    return s;
  }
  double gain = p->direction > 0, loss = p->direction < 0;
  s.gained -= gain;
  s.lost -= loss;
  s.positive += (run->gains - gain) * (run->midrank - 0.5) -
    run->gains * run->midrank - run->gains_above;
  s.negative += (run->losses - loss) * (run->midrank - 0.5) -
    run->losses * run->midrank - run->losses_above;
  return s;
}

pw_status pw_effects_acceleration(const pw_effects *e, double to[PW_EFFECTS],
                                  pw_error *err) {
  for (int k = 0; k < PW_EFFECTS; k++) to[k] = NAN;
  ranked_run *runs = pw_alloc_zeroed(e->alloc, e->length, sizeof *runs);
  if (runs == NULL) return pw_fail(err, PW_MEMORY, "no memory for resampling");
  sums all = everyone(e, runs);
  double mean[PW_EFFECTS] = {0}, second[PW_EFFECTS] = {0};
  double third[PW_EFFECTS] = {0}, one[PW_EFFECTS], whole[PW_EFFECTS];
  give(e, &all, whole);
  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < e->length; i++) {
      const pw_effect_pattern *p = &e->patterns[i];
      sums left = without(e, all, p, &runs[p->run]);
      give(e, &left, one);
      for (int k = 0; k < PW_EFFECTS; k++) {
        double away = one[k] - whole[k];
        if (pass == 0) {
          mean[k] += p->count * away / e->n;
        } else {
          second[k] += p->count * (mean[k] - away) * (mean[k] - away);
          third[k] += p->count * pow(mean[k] - away, 3);
        }
      }
    }
  }
  for (int k = 0; k < PW_EFFECTS; k++) {
    /* Rounding alone can make people differ by this much. */
    int same = sqrt(second[k] / e->n) <= 1e-12 * fmax(1, fabs(whole[k]));
    to[k] = same ? 0 : third[k] / (6 * pow(second[k], 1.5));
  }
  pw_free(e->alloc, runs);
  return PW_OK;
}
