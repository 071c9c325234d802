#include "link/standing.h"

/* Records between two looks at whether to stop. */
#define TOGETHER 65536

/* Marks the people of whom there are several records; of all but the first
 * record, from either end, that she is not the one to stand. */
static int find_again(int32_t *person, int64_t n, int32_t wave, int from_end,
                      int keeps, int32_t *seen, int32_t *again,
                      const pw_stop *stop) {
  for (int64_t i = 0; i < n; i++) {
    if (i % TOGETHER == 0 && pw_stop_asked(stop, (double)i / (double)n))
      return 0;
    int32_t *at = &person[from_end ? n - 1 - i : i];
    if (*at == 0) continue;
    if (seen[*at] != wave) {
      seen[*at] = wave;
    } else {
      again[*at] = wave;
      if (keeps) *at = -*at;
    }
  }
  return 1;
}

int64_t pw_stand(int32_t *person, int64_t n, int32_t wave,
                 pw_duplicate_rule rule, int32_t *seen, int32_t *again,
                 const pw_stop *stop) {
  int keeps = rule == PW_KEEP_FIRST || rule == PW_KEEP_LAST;
  if (!find_again(person, n, wave, rule == PW_KEEP_LAST, keeps, seen, again,
                  stop))
    return -1;
  int64_t standing = 0;
  for (int64_t i = 0; i < n; i++) {
    if (i % TOGETHER == 0 && pw_stop_asked(stop, (double)i / (double)n))
      return -1;
    if (!keeps && person[i] > 0 && again[person[i]] == wave)
      person[i] = -person[i];
    standing += person[i] > 0;
  }
  return standing;
}
