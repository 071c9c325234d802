#include "cmocka_all.h"

#include "read/dictionary.h"

static void more_than_the_first_room_is_kept_in_order(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_dictionary d;
  assert_int_equal(pw_dictionary_new(&d, &alloc, &err), PW_OK);
  for (int32_t i = 0; i < 100; i++) {
    pw_dictionary_variable *v = pw_dictionary_add_variable(&d);
    assert_non_null(v);
    assert_int_equal(v->label, PW_NO_TEXT);
    v->width = i;
  }
  pw_mr_set *set = pw_dictionary_add_mr_set(&d);
  assert_non_null(set);
  for (int32_t i = 0; i < 50; i++) pw_dictionary_add_member(&d, i);
  pw_dictionary_repair(&d, "left out", 7, 176);
  assert_int_equal(d.count, 100);
  assert_int_equal(d.variables[99].width, 99);
  assert_int_equal(d.mr_sets[0].count, 50);
  assert_int_equal(d.members[49], 49);
  assert_int_equal(d.repairs[0].variable, 7);
  pw_dictionary_free(&d);
  pw_dictionary_free(&d);
  assert_int_equal(alloc.in_use, 0);
}

static void a_failure_stays(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_dictionary d;
  assert_int_equal(pw_dictionary_new(&d, &alloc, &err), PW_OK);
  alloc.fail_after = 0;
  assert_null(pw_dictionary_add_label(&d));
  alloc.fail_after = -1;
  assert_null(pw_dictionary_add_label(&d));
  assert_int_equal(pw_dictionary_text(&d, "x", 1), PW_NO_TEXT);
  pw_dictionary_add_member(&d, 0);
  pw_dictionary_add_note(&d, 0);
  assert_int_equal(d.status, PW_MEMORY);
  assert_int_equal(d.note_count, 0);
  pw_dictionary_free(&d);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(more_than_the_first_room_is_kept_in_order),
    cmocka_unit_test(a_failure_stays),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
