#include "text/two_coders.h"

#include <math.h>

static double weight_at(const double *weights, size_t q, size_t i, size_t j) {
  return weights == NULL ? i == j : weights[i * q + j];
}

typedef struct {
  const double *table, *weights;
  size_t q;
  double n;
  double *row, *column;       /* shares of the first and the second coder */
  double *of_row, *of_column; /* mean weights of a category */
} margins_of;

static void sum_margins(margins_of *m) {
  for (size_t i = 0; i < m->q; i++) m->row[i] = m->column[i] = 0;
  m->n = 0;
  for (size_t i = 0; i < m->q; i++) {
    for (size_t j = 0; j < m->q; j++) {
      double count = m->table[i * m->q + j];
      m->row[i] += count;
      m->column[j] += count;
      m->n += count;
    }
  }
  for (size_t i = 0; i < m->q; i++) {
    m->row[i] /= m->n;
    m->column[i] /= m->n;
  }
  for (size_t i = 0; i < m->q; i++) {
    m->of_row[i] = m->of_column[i] = 0;
    for (size_t j = 0; j < m->q; j++) {
      m->of_row[i] += weight_at(m->weights, m->q, i, j) * m->column[j];
      m->of_column[i] += weight_at(m->weights, m->q, j, i) * m->row[j];
    }
  }
}

/* Fleiss, Cohen and Everitt 1969, eqs. 7 (without the null) and 9 (under it).
 */
static void standard_errors(const margins_of *m, pw_two_coders *out) {
  double spread = 0, null = 0;
  double po = out->percent, pe = out->chance;
  for (size_t i = 0; i < m->q; i++) {
    for (size_t j = 0; j < m->q; j++) {
      double w = weight_at(m->weights, m->q, i, j);
      double both = m->of_row[i] + m->of_column[j];
      double own = w * (1 - pe) - both * (1 - po);
      spread += m->table[i * m->q + j] / m->n * own * own;
      null += m->row[i] * m->column[j] * (w - both) * (w - both);
    }
  }
  double centre = po * pe - 2 * pe + po;
  double scale = (1 - pe) * (1 - pe);
  double variance = (spread - centre * centre) / (m->n * scale * scale);
  out->se = sqrt(variance > 0 ? variance : 0);
  variance = (null - pe * pe) / (m->n * scale);
  out->se_null = sqrt(variance > 0 ? variance : 0);
}

pw_two_coders pw_two_coders_of(const double *table, size_t q,
                               const double *weights, double *margins) {
  pw_two_coders out = {0, NAN, NAN, NAN, NAN, NAN};
  margins_of m = {table,           weights,        q, 0, margins, margins + q,
                  margins + 2 * q, margins + 3 * q};
  sum_margins(&m);
  out.n = m.n;
  if (!(m.n > 0)) return out;
  out.percent = out.chance = 0;
  for (size_t i = 0; i < q; i++) {
    out.chance += m.row[i] * m.of_row[i];
    for (size_t j = 0; j < q; j++) {
      out.percent += table[i * q + j] / m.n * weight_at(weights, q, i, j);
    }
  }
  if (!(1 - out.chance > 1e-12)) return out;
  out.kappa = (out.percent - out.chance) / (1 - out.chance);
  standard_errors(&m, &out);
  return out;
}
