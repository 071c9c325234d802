#include "change/firth.h"

#include <math.h>

#include "base/symmetric.h"

size_t pw_firth_scratch(const pw_logistic *model) {
  return model->terms * (model->terms + 1) + model->people;
}

/* The logarithm of 1 / (1 + exp(-eta)), which keeps its digits at both ends. */
static double log_share(double eta) {
  return eta > 0 ? -log1p(exp(-eta)) : eta - log1p(exp(eta));
}

/* The probabilities by person, and their log likelihood without a penalty. */
static double probabilities(const pw_logistic *m, const double *beta,
                            double *share) {
  double likelihood = 0;
  for (size_t i = 0; i < m->people; i++) share[i] = 0;
  for (size_t j = 0; j < m->terms; j++) {
    const double *column = m->x + j * m->people;
    for (size_t i = 0; i < m->people; i++) share[i] += column[i] * beta[j];
  }
  for (size_t i = 0; i < m->people; i++) {
    likelihood += log_share(m->y[i] ? share[i] : -share[i]);
    share[i] = 1 / (1 + exp(-share[i]));
  }
  return likelihood;
}

static void inform(const pw_logistic *m, const double *share,
                   double *information) {
  for (size_t j = 0; j < m->terms; j++) {
    const double *a = m->x + j * m->people;
    for (size_t k = 0; k <= j; k++) {
      const double *b = m->x + k * m->people;
      double sum = 0;
      for (size_t i = 0; i < m->people; i++) {
        sum += a[i] * b[i] * share[i] * (1 - share[i]);
      }
      information[j * m->terms + k] = information[k * m->terms + j] = sum;
    }
  }
}

/* A person's x' (X'WX)^-1 x, `l` the factor of X'WX: the square of L^-1 x. */
static double leverage(const pw_logistic *m, size_t person, const double *l,
                       double *solved) {
  double square = 0;
  for (size_t j = 0; j < m->terms; j++) {
    double sum = m->x[j * m->people + person];
    for (size_t k = 0; k < j; k++) sum -= l[j * m->terms + k] * solved[k];
    solved[j] = sum / l[j * m->terms + j];
    square += solved[j] * solved[j];
  }
  return square;
}

/* The score is X'(y - p + h (1/2 - p)), h the diagonal of the weighted hat
 * matrix, and the penalty half the logarithm of the information's determinant
 * (Heinze and Schemper 2002, eq. 2). */
int pw_firth_at(const pw_logistic *m, const double *beta, double *scratch,
                pw_firth *out) {
  double *l = scratch, *solved = l + m->terms * m->terms;
  double *share = solved + m->terms;
  out->likelihood = probabilities(m, beta, share);
  for (size_t j = 0; j < m->terms; j++) out->score[j] = NAN;
  inform(m, share, out->information);
  if (!pw_symmetric_factor(out->information, m->terms, 0, l)) return 0;
  for (size_t j = 0; j < m->terms; j++) {
    out->likelihood += log(l[j * m->terms + j]);
    out->score[j] = 0;
  }
  for (size_t i = 0; i < m->people; i++) {
    double p = share[i];
    double hat = p * (1 - p) * leverage(m, i, l, solved);
    double left = m->y[i] - p + hat * (.5 - p);
    for (size_t j = 0; j < m->terms; j++) {
      out->score[j] += m->x[j * m->people + i] * left;
    }
  }
  return 1;
}
