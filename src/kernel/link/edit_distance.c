#include "link/edit_distance.h"

#include <string.h>

#define BAND (2 * PW_MOST_EDITS + 1)

static int32_t least(int32_t a, int32_t b) { return a < b ? a : b; }

/* Only cells within `most` of the diagonal can hold a distance that counts:
 * cell j of row i stands at j - i + most. */
int32_t pw_edits_within(const uint32_t *a, int32_t n, const uint32_t *b,
                        int32_t m, int32_t most) {
  int32_t far = most + 1;
  while (n > 0 && m > 0 && a[n - 1] == b[m - 1]) n--, m--;
  while (n > 0 && m > 0 && *a == *b) a++, b++, n--, m--;
  if (n - m > most || m - n > most) return far;
  if (n == 0 || m == 0) return n + m;

  int32_t before[BAND + 1], last[BAND + 1], row[BAND + 1];
  for (int32_t k = 0; k <= BAND; k++) before[k] = last[k] = far;
  for (int32_t k = most; k <= 2 * most; k++) last[k] = k - most;
  for (int32_t i = 1; i <= n; i++) {
    int32_t nearest = far;
    for (int32_t k = 0; k <= BAND; k++) row[k] = far;
    for (int32_t k = 0; k <= 2 * most; k++) {
      int32_t j = i + k - most;
      if (j < 0 || j > m) continue;
      int32_t cost = i;
      if (j > 0) {
        cost = last[k] + (a[i - 1] != b[j - 1]);
        if (k > 0) cost = least(cost, row[k - 1] + 1);
        cost = least(cost, last[k + 1] + 1);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
          cost = least(cost, before[k] + 1);
        }
      }
      row[k] = least(cost, far);
      nearest = least(nearest, row[k]);
    }
    if (nearest == far) return far;
    memcpy(before, last, sizeof before);
    memcpy(last, row, sizeof last);
  }
  return last[m - n + most];
}
