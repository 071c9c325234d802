#include "change/nominal.h"

#include <math.h>

#include "base/symmetric.h"

static int is_category(double x, size_t categories) {
  return x >= 1 && x <= (double)categories && x == floor(x);
}

/* d, by how much more people ended in a category than began in it, and its
 * covariance S under equal shares: only people who moved enter either. S is
 * the Laplacian of the moves, so a set of categories that exchanged nobody
 * with the others has its own pivot of 0, and d is in the range of S. */
static int collect(const pw_tally *tally, size_t categories, double *s,
                   double *d, pw_nominal *out) {
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    if (!is_category(p.before, categories) ||
        !is_category(p.after, categories)) {
      return 0;
    }
    size_t from = (size_t)p.before - 1, to = (size_t)p.after - 1;
    out->n += p.count;
    if (from == to) continue;
    out->moved += p.count;
    d[to] += p.count;
    d[from] -= p.count;
    s[from * categories + from] += p.count;
    s[to * categories + to] += p.count;
    s[from * categories + to] -= p.count;
    s[to * categories + from] -= p.count;
  }
  return 1;
}

pw_status pw_nominal_of(const pw_tally *tally, size_t categories,
                        pw_alloc *alloc, pw_nominal *out, pw_error *err) {
  pw_nominal none = {0, 0, NAN, NAN, 0};
  *out = none;
  double *s = pw_alloc_zeroed(alloc, categories * categories, sizeof *s);
  double *d = pw_alloc_zeroed(alloc, categories, sizeof *d);
  pw_status status = PW_OK;
  if (s == NULL || d == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory for the categories");
  } else if (!collect(tally, categories, s, d, out)) {
    status = pw_fail(err, PW_ARGUMENT, "an answer is not a category");
  } else if (out->moved > 0) {
    size_t rank;
    double form = pw_symmetric_form(s, d, categories, &rank);
    out->df = (double)rank;
    out->stuart_maxwell = form;
    /* Bhapkar 1966 in terms of Stuart-Maxwell (Ireland, Ku and Kullback
     * 1969). */
    if (form < out->n * (1 - 1e-12)) out->bhapkar = form / (1 - form / out->n);
  }
  pw_free(alloc, s);
  pw_free(alloc, d);
  return status;
}
