/* Takes the answers of one wave by themselves, whoever gave them: how many,
 * their mean and their standard deviation. Never fails. */
#ifndef PW_CHANGE_SAMPLE_H
#define PW_CHANGE_SAMPLE_H

#include "change/tally.h"

typedef struct {
  double n;    /* people with an answer in the wave */
  double mean; /* NaN when n is 0 */
  double sd; /* over n - 1, 0 within the resolution; NaN when n is 1 or less */
} pw_sample;

/* The wave (from 0) of a tally without weights. */
void pw_sample_of(const pw_tally *tally, size_t wave, pw_sample *out);

/* The same of `n` people's scores that are whole numbers of one unit, from
 * their sum and the sum of their squares; NaN sums leave n alone. */
void pw_sample_of_sums(double n, double sum, double squares, double over,
                       double under, pw_sample *out);

#endif
