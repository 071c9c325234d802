#include "text/set_distance.h"

static size_t shared(const int32_t *a, size_t n_a, const int32_t *b,
                     size_t n_b) {
  size_t i = 0, j = 0, both = 0;
  while (i < n_a && j < n_b) {
    if (a[i] == b[j]) {
      both++;
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  return both;
}

/* Passonneau 2006, eqs. 3 and 4. */
static double distance_of(size_t n_a, size_t n_b, size_t both,
                          pw_set_distance kind) {
  if (n_a == 0 && n_b == 0) return 0;
  double like = (double)both / (double)(n_a + n_b - both);
  if (kind == PW_JACCARD) return 1 - like;
  double match = both == n_a && both == n_b ? 1
    : both == 0                             ? 0
    : both == n_a || both == n_b            ? 2.0 / 3
                                            : 1.0 / 3;
  return 1 - like * match;
}

void pw_set_distances(const int32_t *member, const size_t *first, size_t sets,
                      pw_set_distance kind, double *distance) {
  for (size_t i = 0; i < sets; i++) {
    size_t n_i = first[i + 1] - first[i];
    for (size_t j = i; j < sets; j++) {
      size_t n_j = first[j + 1] - first[j];
      size_t both = shared(member + first[i], n_i, member + first[j], n_j);
      distance[i * sets + j] = distance_of(n_i, n_j, both, kind);
      distance[j * sets + i] = distance[i * sets + j];
    }
  }
}
