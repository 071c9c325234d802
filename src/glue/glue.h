/* What every glue file shares. Glue converts R's arguments, calls the
 * kernel, and converts back; it decides nothing.
 *
 * No R error may cross a kernel frame, and no kernel memory may be lost to an
 * R jump: results are allocated before the kernel is called, and what the
 * kernel allocates hangs on an external pointer that exists before it does.
 * A kernel error is returned to R as a value, which R/conditions.R raises. */
#ifndef PW_GLUE_H
#define PW_GLUE_H

#include <R.h>
#include <Rinternals.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

/* The error as a list (code, message, row, column, offset) of class
 * "pairwave_kernel_error"; places are 1-based doubles or NA. */
SEXP pw_kernel_error(const pw_error *err);

/* A stop that asks R, without a jump, whether the user has interrupted. */
pw_stop pw_stop_from_r(void);

#endif
