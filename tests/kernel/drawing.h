/* Draws random numbers for a test, by a generator of its own: xorshift
 * (Marsaglia 2003), whose state `data` points to. */
#ifndef PW_TEST_DRAWING_H
#define PW_TEST_DRAWING_H

#include <stddef.h>
#include <stdint.h>

static inline uint64_t next_bits(uint64_t *at) {
  *at ^= *at << 13;
  *at ^= *at >> 7;
  *at ^= *at << 17;
  return *at;
}
static inline double next(uint64_t *at) {
  return (double)(next_bits(at) >> 11) / 9007199254740992.0;
}
static inline int next_below(uint64_t *at, int n) {
  return (int)(next_bits(at) >> 33) % n;
}
static inline void uniform(void *data, double *to, size_t n) {
  for (size_t i = 0; i < n; i++) to[i] = next(data);
}
static inline double binomial(void *data, double n, double p) {
  double sum = 0;
  for (double i = 0; i < n; i++) sum += next(data) < p;
  return sum;
}

#endif
