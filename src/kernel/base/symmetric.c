#include "base/symmetric.h"

#include <math.h>

int pw_symmetric_factor(const double *a, size_t n, double least, double *l) {
  for (size_t j = 0; j < n; j++) {
    double pivot = a[j * n + j];
    for (size_t k = 0; k < j; k++) pivot -= l[j * n + k] * l[j * n + k];
    if (!(pivot > least * a[j * n + j])) return 0;
    l[j * n + j] = sqrt(pivot);
    for (size_t i = j + 1; i < n; i++) {
      double sum = a[i * n + j];
      for (size_t k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
      l[i * n + j] = sum / l[j * n + j];
    }
  }
  return 1;
}

int pw_symmetric_invert(double *a, size_t n, double *l) {
  if (!pw_symmetric_factor(a, n, PW_NO_PIVOT, l)) return 0;
  /* Column by column: L y = e, then L' x = y. */
  for (size_t c = 0; c < n; c++) {
    for (size_t i = 0; i < n; i++) {
      double sum = i == c;
      for (size_t k = 0; k < i; k++) sum -= l[i * n + k] * a[k * n + c];
      a[i * n + c] = sum / l[i * n + i];
    }
    for (size_t i = n; i-- > 0;) {
      double sum = a[i * n + c];
      for (size_t k = i + 1; k < n; k++) sum -= l[k * n + i] * a[k * n + c];
      a[i * n + c] = sum / l[i * n + i];
    }
  }
  return 1;
}

double pw_symmetric_form(double *a, double *b, size_t n, size_t *rank) {
  double form = 0;
  double largest = 0;
  *rank = 0;
  for (size_t i = 0; i < n; i++) largest = fmax(largest, a[i * n + i]);
  for (size_t j = 0; j < n; j++) {
    double pivot = a[j * n + j];
    if (!(pivot > PW_NO_PIVOT * largest)) continue;
    (*rank)++;
    form += b[j] * b[j] / pivot;
    for (size_t i = j + 1; i < n; i++) {
      double ratio = a[i * n + j] / pivot;
      b[i] -= ratio * b[j];
      for (size_t k = j + 1; k < n; k++) a[i * n + k] -= ratio * a[j * n + k];
    }
  }
  return form;
}
