#include "change/rank_pace.h"

#include <math.h>

/* The recurrence is begun afresh so often that its error stays below the
 * slack. */
#define AFRESH 512
#define SLACK 1e-6

double pw_rank_angle(double score, uint64_t j, uint64_t period) {
  return PW_TWO_PI * (double)((uint64_t)score * j % period) / (double)period;
}

/* A run's factor has weight only where the cosine of its angle is at least
 * this; q is the probability of a gain. */
static double least_cosine(double count, double q) {
  return 1 + expm1(2 * PW_RANK_LEAST_LOG / count) / (2 * q * (1 - q));
}

pw_rank_pace pw_rank_pace_of(double score, double count, double q,
                             uint64_t period) {
  pw_rank_pace pace = {score, 1, 1, 2 * cos(pw_rank_angle(score, 1, period)),
                       least_cosine(count, q) - SLACK};
  return pace;
}

/* cos((j + 1) a) = 2 cos(a) cos(j a) - cos((j - 1) a). */
int pw_rank_pace_step(pw_rank_pace *paces, size_t many, uint64_t j,
                      uint64_t period) {
  int alive = 1;
  int afresh = j % AFRESH == 1;
  for (size_t i = 0; i < many; i++) {
    double next = afresh ? cos(pw_rank_angle(paces[i].score, j, period))
                         : paces[i].turn * paces[i].now - paces[i].before;
    paces[i].before = afresh ? cos(pw_rank_angle(paces[i].score, j - 1, period))
                             : paces[i].now;
    paces[i].now = next;
    alive &= next >= paces[i].least;
  }
  return alive;
}

double pw_rank_share_left(const pw_rank_run *runs, size_t n) {
  double counts[PW_RANK_PACES] = {0};
  for (size_t i = 0; i < n; i++) {
    double count = runs[i].count;
    for (int k = 0; k < PW_RANK_PACES; k++) {
      if (count <= counts[k]) continue;
      double less = counts[k];
      counts[k] = count;
      count = less;
    }
  }
  double share = 1;
  for (int k = 0; k < PW_RANK_PACES && counts[k] > 0; k++) {
    share *= acos(fmax(-1, least_cosine(counts[k], 0.5))) * 2 / PW_TWO_PI;
  }
  return share;
}
