/* What is read of the cases of a .sav that lie there as they are: where few
 * columns of many are wanted, the rest need not come from the disk. */
#ifndef PW_READ_SAV_SIEVE_H
#define PW_READ_SAV_SIEVE_H

#include <stddef.h>
#include <stdint.h>

/* Bytes between what is wanted of a case, from which on they are not read: two
 * pages, of which one at least need not be touched. The tests have fewer. */
#ifndef PW_SAV_GAP
#define PW_SAV_GAP 8192
#endif

typedef struct {
  uint64_t from, length; /* bytes, within a case */
} pw_sav_span;

/* All zero: cases are wanted as a whole. */
typedef struct {
  pw_sav_span *spans; /* the caller's, with room for each part of a case */
  int32_t n;
  uint64_t case_bytes, kept; /* of a case, and of its spans */
  int64_t row,
    rows; /* the case to begin with; how many complete ones there are */
} pw_sav_sieve;

/* Adds the next part of a case, `bytes` of it. Gives whether it is kept: a part
 * that is not `wanted` and short is. */
int pw_sav_sieve_part(pw_sav_sieve *sieve, uint64_t bytes, int wanted);

/* Whether the sieve keeps some of a case and not all, and no more than `most`
 * bytes. */
int pw_sav_sieve_helps(const pw_sav_sieve *sieve, uint64_t most);

#endif
