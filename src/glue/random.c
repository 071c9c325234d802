#include "random.h"

#include <R_ext/Random.h>
#include <Rmath.h>

static void uniform(void *unused, double *to, size_t n) {
  (void)unused;
  for (size_t i = 0; i < n; i++) to[i] = unif_rand();
}

static double binomial(void *unused, double n, double p) {
  (void)unused;
  return Rf_rbinom(n, p);
}

pw_random pw_random_from_r(void) {
  pw_random random = {uniform, binomial, NULL};
  return random;
}
