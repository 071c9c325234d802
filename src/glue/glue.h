/* What every glue file shares. Glue converts R's arguments, calls the
 * kernel, and converts back; it decides nothing.
 *
 * No R error may cross a kernel frame, and no kernel memory may be lost to an
 * R jump: results are allocated before the kernel is called, and what the
 * kernel allocates hangs on an external pointer that exists before it does.
 * A kernel error is returned to R as a value, which R/base-conditions.R raises.
 */
#ifndef PW_GLUE_H
#define PW_GLUE_H

#include <stdint.h>

#include <R.h>
#include <Rinternals.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

/* The error as a list (code, detail, message, row, column, offset) of class
 * "pairwave_kernel_error"; places are 1-based doubles or NA. */
SEXP pw_kernel_error(const pw_error *err);

/* A stop that asks R, without a jump, whether the user has interrupted. */
pw_stop pw_stop_from_r(void);

/* Numbers from 0 of R's integers from 1, in memory that R frees after the
 * call. */
int32_t *pw_from_zero(SEXP numbers);

/* Tells R how far a read is: calls the R function `show` (or nothing, for
 * NULL) with a share from 0 to 1, first after a second, or what cli's own
 * option says, and then five times a second. The call may raise an R error, so
 * no kernel frame may be below. */
typedef struct {
  SEXP show;
  double next; /* when, in seconds */
} pw_progress;
pw_progress pw_progress_new(SEXP show);
void pw_progress_at(pw_progress *progress, double share);

/* The same from within the kernel: a stop that asks R whether the user has
 * interrupted, and tells it how far the work is. What `show` raises asks for an
 * end as an interrupt does. */
pw_stop pw_stop_with_progress(pw_progress *progress);

#endif
