/* The climb to a top of the restricted likelihood by EM (Dempster, Laird and
 * Rubin 1977), which never goes down. */
#ifndef PW_CHANGE_MIXED_EM_H
#define PW_CHANGE_MIXED_EM_H

#include "change/mixed_model.h"

/* Moves sigma from where it is to a top, in at most `most` steps, for a model
 * of `n` people. The outcome is iterated, singular or unsettled. PW_STOPPED. */
pw_status pw_mixed_climb(pw_mixed_model *m, double n, int most,
                         const pw_stop *stop, pw_mixed_outcome *outcome,
                         pw_error *err);

#endif
