/* How far two sets of codes are apart. Two empty sets are equal; an empty set
 * and any other have nothing in common. */
#ifndef PW_TEXT_SET_DISTANCE_H
#define PW_TEXT_SET_DISTANCE_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
  PW_JACCARD, /* 1 - |A and B| / |A or B| */
  PW_MASI     /* 1 - Jaccard's share times 1, 2/3, 1/3 or 0: equal, one in the
                 other, in part, apart (Passonneau 2006) */
} pw_set_distance;

/* Distances of all pairs of `sets`: set i has the ascending members `member`
 * from first[i] to before first[i + 1]. Fills sets * sets doubles. */
void pw_set_distances(const int32_t *member, const size_t *first, size_t sets,
                      pw_set_distance kind, double *distance);

#endif
