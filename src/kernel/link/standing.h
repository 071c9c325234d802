/* Which of several records of a person stands for her in a wave. */
#ifndef PW_LINK_STANDING_H
#define PW_LINK_STANDING_H

#include <stdint.h>

#include "base/status.h"
#include "base/stop.h"
#include "link/link.h"

/* Makes negative the person, from 1, of each of a wave's `n` records that does
 * not stand for her: under PW_KEEP_MOST_COMPLETE none of several does. 0 is
 * nobody and stays. `wave` counts from 1; `seen` and `again` have room for each
 * person, and one more, and begin as zeros for the first wave. Gives how many
 * records stand for somebody, or -1 where it was stopped. */
int64_t pw_stand(int32_t *person, int64_t n, int32_t wave,
                 pw_duplicate_rule rule, int32_t *seen, int32_t *again,
                 const pw_stop *stop);

#endif
