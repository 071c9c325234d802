#include "cmocka_all.h"

#include "sav_build.h"
#include "sav_read.h"
#include "read/sav_names.h"

static void names_are_found_in_either_case(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_sav_names names;
  pw_text upper = {"ANSWER  ", 8}, lower = {"answer", 6},
          other = {"answers", 7};
  assert_int_equal(pw_sav_names_new(&names, 1, &alloc, &err), PW_OK);
  assert_int_equal(pw_sav_names_put(&names, upper, 3, &err), 1);
  assert_int_equal(pw_sav_names_put(&names, lower, 4, &err), 0);
  assert_int_equal(pw_sav_names_find(&names, lower), 3);
  assert_int_equal(pw_sav_names_find(&names, other), PW_NO_VARIABLE);
  assert_int_equal(pw_sav_names_put(&names, other, 5, &err), -1);
  pw_sav_names_free(&names);
  assert_int_equal(alloc.in_use, 0);
}

static void check_long_names(const pw_dictionary *d) {
  assert_text(d, d->variables[0].name, "How satisfied");
  assert_text(d, d->variables[1].name, "B");
  assert_text(d, d->variables[2].name, "how satisfied_2");
  assert_text(d, d->variables[3].name, "bad\xEF\xBF\xBD");
  assert_int_equal(d->repair_count, 2);
  assert_int_equal(d->repairs[0].variable, 2);
  assert_int_equal(d->repairs[1].variable, 3);
}

static void names_are_long_and_different(void **state) {
  (void)state;
  sav_file f;
  add_header(&f, 1, 0);
  add_variable_record(&f, 0, "A       "),
    add_variable_record(&f, 0, "B       ");
  add_variable_record(&f, 0, "C       "),
    add_variable_record(&f, 0, "D       ");
  add_text_extension(
    &f, 13, "A=How satisfied\tC=how satisfied\tNONE=x\tbroken\tD=bad\xFF");
  add_end(&f);
  read_with_every_failure(&f, check_long_names);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(names_are_found_in_either_case),
    cmocka_unit_test(names_are_long_and_different),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
