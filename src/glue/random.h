/* Chance from R's generator, so that set.seed() rules. The caller stands
 * between GetRNGstate() and PutRNGstate(). */
#ifndef PW_GLUE_RANDOM_H
#define PW_GLUE_RANDOM_H

#include "base/draw.h"

pw_random pw_random_from_r(void);

#endif
