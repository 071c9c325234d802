/* The answers of O'Brien and Kaiser in columns that a test may change. */
#ifndef PW_TEST_OBRIEN_COLUMNS_H
#define PW_TEST_OBRIEN_COLUMNS_H

#include "obrien_kaiser.h"

static double pre[16], post[16], fup[16];
static const double *const answers[] = {pre, post, fup};

static void begin(void) {
  for (int i = 0; i < 16; i++) {
    pre[i] = ok_pre[i];
    post[i] = ok_post[i];
    fup[i] = ok_fup[i];
  }
}

#endif
