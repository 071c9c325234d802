/* The covariances of the likelihood's means in small samples: wider than the
 * model's, which takes sigma as known (Kenward and Roger 1997). */
#ifndef PW_CHANGE_KENWARD_ROGER_H
#define PW_CHANGE_KENWARD_ROGER_H

#include "change/satterthwaite.h"

/* Fills the adjusted covariances of the means, for a model whose means are
 * estimated and its information. Returns 0 where something is singular, else
 * 1. */
int pw_mixed_adjust(const pw_mixed_model *m, const pw_information *f,
                    pw_square to);

#endif
