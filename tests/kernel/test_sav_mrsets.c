#include "cmocka_all.h"

#include "sav_build.h"
#include "sav_read.h"

static void begin(sav_file *f) {
  add_header(f, 1, 0);
  add_variable_record(f, 0, "A       "), add_variable_record(f, 0, "B       ");
  add_variable_record(f, 4, "C       ");
}

static void check_sets(const pw_dictionary *d) {
  assert_int_equal(d->mr_count, 5);
  assert_text(d, d->mr_sets[0].name, "$cats");
  assert_text(d, d->mr_sets[0].label, "my group");
  assert_int_equal(d->mr_sets[0].kind, PW_MR_CATEGORIES);
  assert_int_equal(d->mr_sets[0].counted, PW_NO_TEXT);
  assert_int_equal(d->mr_sets[0].count, 2);
  assert_int_equal(d->members[d->mr_sets[0].first + 1], 1);
  assert_int_equal(d->mr_sets[1].kind, PW_MR_DICHOTOMIES);
  assert_text(d, d->mr_sets[1].counted, "55");
  assert_text(d, d->mr_sets[1].label, "");
  assert_int_equal(d->mr_sets[1].count, 1);
  assert_text(d, d->mr_sets[2].counted, "Yes");
  assert_int_equal(d->mr_sets[3].count, 0);
  assert_int_equal(d->mr_sets[4].kind, PW_MR_COUNTED_LABELS);
  assert_text(d, d->mr_sets[4].label, "third set");
  assert_int_equal(d->mr_sets[4].count, 2);
  assert_int_equal(d->repair_count, 0);
}

static void all_types_are_read(void **state) {
  (void)state;
  sav_file f;
  begin(&f);
  add_text_extension(&f, 7,
                     "$cats=C 8 my group a b\n$num=D2 55 0  b\n"
                     "$text=D3 Yes 4 text c\n$none=C 0 \n");
  add_text_extension(&f, 19,
                     "$counted=E 11 1 1 9 third set a b\n$cats=C 5 again a\n");
  add_end(&f);
  read_with_every_failure(&f, check_sets);
}

static void broken_sets_never_lose_the_file(void **state) {
  (void)state;
  static const char *const broken[] = {
    "$a",     "$a=",     "$a=X 1",          "$a=C", "$a=C 99 label a\n",
    "$a=D x", "$a=E 1 ", "$a=C 1 l none\n", "$a=D2"};
  for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
    sav_file f;
    pw_alloc alloc = pw_alloc_unlimited();
    pw_error err;
    pw_dictionary d;
    begin(&f);
    add_text_extension(&f, 7, broken[i]);
    add_end(&f);
    assert_int_equal(read_dictionary(&f, &d, &alloc, &err), PW_OK);
    assert_int_equal(d.count, 3);
    assert_int_equal(d.repair_count, 1);
    pw_dictionary_free(&d);
    assert_int_equal(alloc.in_use, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(all_types_are_read),
    cmocka_unit_test(broken_sets_never_lose_the_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
