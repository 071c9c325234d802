#include "cmocka_all.h"

#include <math.h>

#include "text/many_coders.h"

static int near(double a, double b) { return fabs(a - b) < 5e-8; }

/* Fleiss 1971, table 1: 30 patients, six coders, five diagnoses. */
static const char *const patients[] = {
  "00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310",
  "20040", "00006", "10050", "11040", "03300", "10050", "02031", "00501",
  "30012", "51000", "02040", "10203", "00006", "01050", "02013", "20040",
  "10041", "05010", "40002", "02040", "10500", "00006"};

static void fleiss(void **state) {
  (void)state;
  double votes[150], count[30], shares[10];
  for (int p = 0; p < 30; p++) {
    count[p] = 1;
    for (int k = 0; k < 5; k++) votes[5 * p + k] = patients[p][k] - '0';
  }
  pw_votes given = {votes, count, 30, 5, NULL, NULL, 0};
  pw_many_coders out = pw_many_coders_of(&given, shares);
  assert_true(out.units == 30 && out.pairable == 30);
  assert_true(near(out.percent, 0.5555556) && near(out.fleiss, 0.4302445));
  assert_true(near(out.fleiss_se_null, 0.0243739));
  assert_true(near(out.ac, 0.4478845) && near(out.bp, 0.4444444));
  assert_true(isnan(out.conger));
}

/* Krippendorff's 12 units of 4 coders with missing values; what irrCAC 1.4 has.
 */
static void missing_coders(void **state) {
  (void)state;
  const char *const coders[] = {"123321412...", "1233224125.3", ".3332342251.",
                                "12332441251."};
  double votes[60] = {0}, of[20] = {0}, count[12], shares[10], linear[25];
  for (int g = 0; g < 4; g++) {
    int u = 0;
    for (const char *at = coders[g]; *at != '\0'; at++) {
      if (*at == ' ') continue;
      if (*at != '.') {
        votes[5 * u + (*at - '1')]++;
        of[5 * g + (*at - '1')]++;
      }
      u++;
    }
  }
  for (int u = 0; u < 12; u++) count[u] = 1;
  pw_votes given = {votes, count, 12, 5, NULL, of, 4};
  pw_many_coders out = pw_many_coders_of(&given, shares);
  assert_true(out.units == 12 && out.pairable == 11);
  assert_true(near(out.percent, 0.8181818));
  assert_true(fabs(out.fleiss - .76117) < 5e-6);
  assert_true(fabs(out.fleiss_se - .15302) < 5e-6);
  assert_true(fabs(out.conger - .76207) < 5e-6);
  assert_true(fabs(out.ac - .77544) < 5e-6);
  assert_true(fabs(out.ac_se - .14295) < 5e-6);
  assert_true(fabs(out.bp - .77273) < 5e-6);
  assert_true(isnan(out.fleiss_se_null));
  for (int i = 0; i < 5; i++) {
    for (int j = 0; j < 5; j++)
      linear[5 * i + j] = 1 - (i > j ? i - j : j - i) / 4.0;
  }
  given.weights = linear;
  out = pw_many_coders_of(&given, shares);
  assert_true(fabs(out.ac - .85874) < 5e-6);
  for (int i = 0; i < 25; i++) linear[i] = 1 - pow(1 - linear[i], 2);
  out = pw_many_coders_of(&given, shares);
  assert_true(fabs(out.ac - .91400) < 5e-6);
}

/* Feinstein and Cicchetti 1990, and Gwet's paradox. */
static void two_coders(void **state) {
  (void)state;
  const double votes[] = {2, 0, 1, 1, 0, 2};
  const double first[] = {80, 15, 5}, paradox[] = {118, 7, 0};
  double shares[4];
  pw_votes given = {votes, first, 3, 2, NULL, NULL, 0};
  pw_many_coders out = pw_many_coders_of(&given, shares);
  assert_true(near(out.fleiss, 0.3142857) && near(out.ac, 0.8080000));
  assert_true(near(out.bp, 0.70));
  given.count = paradox;
  out = pw_many_coders_of(&given, shares);
  assert_true(near(out.percent, 0.944) && near(out.fleiss, -0.0288066));
  /* The table's formula of Gwet 2008 divides by n, that of his raw ratings by
     n - 1, as here. */
  assert_true(near(out.ac, 0.9407763));
  assert_true(near(out.ac_se * sqrt(124.0 / 125), 0.0229646));
  assert_true(near(out.bp, 0.888));
}

static void what_does_not_exist_is_nan(void **state) {
  (void)state;
  const double votes[] = {0, 2, 1, 0}, count[] = {5, 0}, single[] = {0, 3};
  double shares[4];
  pw_votes given = {votes, count, 2, 2, NULL, NULL, 0};
  pw_many_coders out = pw_many_coders_of(&given, shares);
  assert_true(out.percent == 1 && isnan(out.fleiss) && out.bp == 1);
  assert_true(out.ac == 1);
  given.count = single;
  out = pw_many_coders_of(&given, shares);
  assert_true(out.units == 3 && out.pairable == 0 && isnan(out.percent));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(fleiss),
    cmocka_unit_test(missing_coders),
    cmocka_unit_test(two_coders),
    cmocka_unit_test(what_does_not_exist_is_nan),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
