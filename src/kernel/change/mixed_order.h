/* The waves in an order, each regressed on those before it: the covariances of
 * people who only ever lost the end of that order, and for everyone else a
 * place from which to climb. */
#ifndef PW_CHANGE_MIXED_ORDER_H
#define PW_CHANGE_MIXED_ORDER_H

#include "change/mixed_model.h"

/* Fills sigma by the waves in `order`, a permutation of 0 to k - 1. A wave
 * keeps at least the part `least` of its sum of squares beside what the waves
 * before it explain. Returns 0 where a regression does not exist or, with a
 * `least` of 0, nothing is left of a wave; else 1. */
int pw_mixed_in_order(pw_mixed_model *m, const size_t *order, double least);

#endif
