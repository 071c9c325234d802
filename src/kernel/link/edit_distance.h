/* How many slips turn one code into another.
 *
 * Optimal string alignment: a slip is a character too many, one too few, a
 * wrong one, or two neighbours swapped, and no character is touched twice
 * (Damerau 1964, doi 10.1145/363958.363994, restricted as in its algorithm). */
#ifndef PW_LINK_EDIT_DISTANCE_H
#define PW_LINK_EDIT_DISTANCE_H

#include <stdint.h>

/* More slips than these make another code. */
#define PW_MOST_EDITS 2

/* The distance between code points a[0..n) and b[0..m), or `most + 1` when it
 * is greater than `most` (0 to PW_MOST_EDITS). Time grows with n + m. */
int32_t pw_edits_within(const uint32_t *a, int32_t n, const uint32_t *b,
                        int32_t m, int32_t most);

#endif
