#include "change/recount.h"

#include <math.h>

#include "change/moments.h"

/* What the effects need of some people. */
typedef struct {
  double n, before, after;       /* sums, of patterns less the means of all */
  double before2, after2, cross; /* sums of products */
  double gained, lost;
  double positive, negative; /* sums of ranks */
} sums;

pw_status pw_recount_of(const pw_tally *tally, const pw_sizes *sizes,
                        pw_zeros zeros, pw_alloc *alloc, pw_recount *e,
                        pw_error *err) {
  pw_recount none = {alloc, NULL, 0, 0, 0, pw_tally_resolution(tally), zeros};
  pw_moments m;
  *e = none;
  e->patterns = pw_alloc_zeroed(alloc, tally->length, sizeof *e->patterns);
  if (e->patterns == NULL) {
    return pw_fail(err, PW_MEMORY, "no memory for resampling");
  }
  e->length = tally->length;
  pw_moments_of(tally, &m);
  e->mean_change = m.mean_change;
  for (size_t i = 0; i < e->length; i++) {
    pw_pattern p = pw_pattern_at(tally, sizes->order[i]);
    pw_recount_pattern *to = &e->patterns[i];
    to->before = p.before - m.mean_before;
    to->after = p.after - m.mean_after;
    to->count = p.count;
    to->run = sizes->run[i];
    to->direction = to->run == 0 ? 0 : p.after > p.before ? 1 : -1;
    e->n += p.count;
  }
  return PW_OK;
}

void pw_recount_free(pw_recount *e) {
  pw_free(e->alloc, e->patterns);
  e->patterns = NULL;
  e->length = 0;
}

static void add(sums *s, const pw_recount_pattern *p, double count) {
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

static void give(const pw_recount *e, const sums *s, double *to) {
  double n = s->n, least = e->resolution;
  pw_effect_basis basis = {
    n,           e->mean_change + (s->after - s->before) / n,
    NAN,         NAN,
    NAN,         NAN,
    s->gained,   s->lost,
    s->positive, s->negative};
  if (n > 1) {
    basis.sd_before = spread(s->before2, s->before, n, least);
    basis.sd_after = spread(s->after2, s->after, n, least);
    basis.sd_change = spread(s->before2 + s->after2 - 2 * s->cross,
                             s->after - s->before, n, least);
    basis.covariance = (s->cross - s->before * s->after / n) / (n - 1);
  }
  pw_effects_of(&basis, to);
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

void pw_recount_with(const pw_recount *e, const uint32_t *counts,
                     double to[PW_EFFECTS]) {
  sums s = {0};
  double below = 0, gains = 0, losses = 0;
  uint32_t run = 0;
  for (size_t i = 0; i < e->length; i++) {
    const pw_recount_pattern *p = &e->patterns[i];
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
 * room for: one more than patterns; the run of pattern i is
 * runs[patterns[i].run], runs[0] of those without a change. */
static sums everyone(const pw_recount *e, ranked_run *runs) {
  sums s = {0};
  double below = 0;
  for (size_t i = 0; i < e->length; i++) {
    const pw_recount_pattern *p = &e->patterns[i];
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
static sums without(const pw_recount *e, sums s, const pw_recount_pattern *p,
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

pw_status pw_recount_acceleration(const pw_recount *e, double to[PW_EFFECTS],
                                  pw_error *err) {
  for (int k = 0; k < PW_EFFECTS; k++) to[k] = NAN;
  ranked_run *runs = pw_alloc_zeroed(e->alloc, e->length + 1, sizeof *runs);
  if (runs == NULL) return pw_fail(err, PW_MEMORY, "no memory for resampling");
  sums all = everyone(e, runs);
  double mean[PW_EFFECTS] = {0}, second[PW_EFFECTS] = {0};
  double third[PW_EFFECTS] = {0}, one[PW_EFFECTS], whole[PW_EFFECTS];
  give(e, &all, whole);
  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < e->length; i++) {
      const pw_recount_pattern *p = &e->patterns[i];
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
