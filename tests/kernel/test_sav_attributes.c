#include "cmocka_all.h"

#include "sav_build.h"
#include "sav_read.h"

static void begin(sav_file *f) {
  add_header(f, 1, 0);
  add_variable_record(f, 0, "A       "), add_variable_record(f, 0, "B       ");
  add_text_extension(f, 13, "A=Answer");
}

static void check_attributes(const pw_dictionary *d) {
  assert_int_equal(d->variables[0].role, 2);
  assert_int_equal(d->variables[1].role, 0);
  assert_int_equal(d->attribute_count, 4);
  assert_int_equal(d->attributes[0].variable, PW_NO_VARIABLE);
  assert_text(d, d->attributes[0].name, "source");
  assert_text(d, d->attributes[0].value, "the panel's 3rd wave");
  assert_int_equal(d->attributes[1].variable, 0);
  assert_text(d, d->attributes[1].value, "one");
  assert_text(d, d->attributes[2].name, "Note");
  assert_text(d, d->attributes[2].value, "two");
  assert_int_equal(d->attributes[3].variable, 1);
  assert_int_equal(d->repair_count, 0);
}

static void roles_and_attributes_are_read(void **state) {
  (void)state;
  sav_file f;
  begin(&f);
  add_text_extension(&f, 17, "source('the panel's 3rd wave'\n)");
  add_text_extension(&f, 18,
                     "Answer:$@Role('1'\n)Note('one'\n'two'\n)/B:Note('x'\n)");
  add_end(&f);
  read_with_every_failure(&f, check_attributes);
}

static void what_is_broken_is_reported(void **state) {
  (void)state;
  static const char *const broken[] = {"Answer:x",       "Answer:x('1'",
                                       "Answer:x('1'\n", "NONE:x('1'\n)",
                                       "Answer",         "Answer:x(1)"};
  for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
    sav_file f;
    pw_alloc alloc = pw_alloc_unlimited();
    pw_error err;
    pw_dictionary d;
    begin(&f);
    int64_t at = (int64_t)f.n;
    add_text_extension(&f, 18, broken[i]);
    add_end(&f);
    assert_int_equal(read_dictionary(&f, &d, &alloc, &err), PW_OK);
    assert_int_equal(d.repair_count, 1);
    assert_int_equal(d.repairs[0].offset, at);
    pw_dictionary_free(&d);
    assert_int_equal(alloc.in_use, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(roles_and_attributes_are_read),
    cmocka_unit_test(what_is_broken_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
