#include "cmocka_all.h"

#include "failing.h"
#include "sav_declared.h"
#include "write/sav_layout.h"

static void very_long_strings_have_segments(void **state) {
  (void)state;
  static const struct {
    int32_t width, segments, last, elements;
  } cases[] = {
    {0, 1, 0, 1},          {1, 1, 1, 1},      {8, 1, 8, 1},
    {9, 1, 9, 2},          {255, 1, 255, 32}, {256, 2, 4, 33},
    {504, 2, 252, 64},     {505, 3, 1, 65},   {2000, 8, 236, 254},
    {32767, 131, 7, 4161},
  };
  pw_alloc alloc = pw_alloc_unlimited();
  pw_dictionary d;
  pw_sav_layout layout;
  int32_t elements = 0;
  size_t n = sizeof cases / sizeof *cases;
  pw_dictionary_new(&d, &alloc, NULL);
  for (size_t i = 0; i < n; i++) {
    char name[] = {'v', (char)('a' + i), '\0'};
    declare(&d, name, cases[i].width);
  }
  assert_int_equal(pw_sav_layout_new(&layout, &d, &alloc, NULL), PW_OK);
  for (size_t i = 0; i < n; i++) {
    const pw_sav_place *place = &layout.places[i];
    assert_int_equal(place->segments, cases[i].segments);
    assert_int_equal(pw_sav_segment_width(place, place->segments - 1),
                     cases[i].last);
    assert_int_equal(place->elements, cases[i].elements);
    assert_int_equal(place->first, elements);
    elements += place->elements;
  }
  assert_int_equal(layout.elements, elements);
  pw_sav_layout_free(&layout);
  pw_sav_layout_free(&layout);
  pw_dictionary_free(&d);
  assert_int_equal(alloc.in_use, 0);
}

/* Names that are short already keep themselves; none is another's. */
static void short_names_differ(void **state) {
  (void)state;
  static const char *const names[] = {"V0000001", "v0000002", "LongerThanEight",
                                      "größe",    "ok_1",     "text"};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_dictionary d;
  pw_sav_layout layout;
  pw_dictionary_new(&d, &alloc, NULL);
  for (int i = 0; i < 6; i++) declare(&d, names[i], i == 5 ? 600 : 0);
  assert_int_equal(pw_sav_layout_new(&layout, &d, &alloc, NULL), PW_OK);
  assert_int_equal(layout.segments, 8);
  assert_string_equal(layout.short_names[0], "V0000001");
  assert_string_equal(layout.short_names[1], "V0000002");
  assert_string_equal(layout.short_names[4], "OK_1");
  assert_string_equal(layout.short_names[5], "TEXT");
  for (int i = 0; i < 8; i++) {
    assert_true(strlen(layout.short_names[i]) > 0);
    for (int k = 0; k < i; k++)
      assert_string_not_equal(layout.short_names[i], layout.short_names[k]);
  }
  pw_sav_layout_free(&layout);
  pw_dictionary_free(&d);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  pw_alloc own = pw_alloc_unlimited();
  pw_dictionary d;
  pw_dictionary_new(&d, &own, NULL);
  declare(&d, "text", 600);
  pw_walk walk = {0};
  do {
    pw_sav_layout layout;
    pw_error err;
    walk.status = pw_sav_layout_new(&layout, &d, fail_next(&walk), &err);
    pw_sav_layout_free(&layout);
  } while (failed_cleanly(&walk));
  assert_true(walk.k >= 4);
  pw_dictionary_free(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(very_long_strings_have_segments),
    cmocka_unit_test(short_names_differ),
    cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
