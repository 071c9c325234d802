/* Whose each record is, on disk: in buckets of so many rows that come one after
 * another, of which one at a time is in memory. */
#ifndef PW_LINK_OWNERS_H
#define PW_LINK_OWNERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"

/* Rows of a wave that are fetched from the disk together. The tests have fewer.
 */
#ifndef PW_OWNERS_RANGE
#define PW_OWNERS_RANGE ((int64_t)1 << 20)
#endif

typedef struct pw_owners pw_owners;

/* Nobody's, in a file at `path`, where none may be: of `n_waves` waves, which
 * have `rows[k]` rows each. Fails as pw_spill_new, leaving `*owners` NULL. */
pw_status pw_owners_new(pw_owners **owners, const char *path, int n_waves,
                        const int64_t *rows, pw_alloc *alloc, pw_error *err);

/* Says whose a row is, once. Fails as pw_spill_put. */
pw_status pw_owners_put(pw_owners *owners, int wave, int64_t row,
                        int32_t person, pw_error *err);

/* Fills `person` with those of `n` rows from `from` on; 0 where nobody was put.
 * Fails with PW_TRUNCATED or PW_MEMORY. */
pw_status pw_owners_of(pw_owners *owners, int wave, int64_t from, int64_t n,
                       int32_t *person, pw_error *err);

/* NULL is fine. */
void pw_owners_free(pw_owners *owners);

#endif
