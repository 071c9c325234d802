#include <math.h>

#include "cmocka_all.h"

#include "base/bytes.h"
#include "sav_declared.h"
#include "write/sav_header.h"

typedef struct {
  pw_alloc alloc;
  pw_dictionary d;
  pw_sav_layout layout;
  pw_byte_buffer b;
} described;

static void open_described(described *x) {
  x->alloc = pw_alloc_unlimited();
  pw_dictionary_new(&x->d, &x->alloc, NULL);
  x->b = pw_byte_buffer_new(&x->alloc);
}

static void close_described(described *x) {
  pw_byte_buffer_free(&x->b);
  pw_sav_layout_free(&x->layout);
  pw_dictionary_free(&x->d);
  assert_int_equal(x->alloc.in_use, 0);
}

static int32_t word_at(const described *x, size_t at) {
  return pw_read_i32(x->b.bytes + at, 0);
}

static void the_header_has_its_places(void **state) {
  (void)state;
  described x;
  open_described(&x);
  declare(&x.d, "t", 20);
  x.d.weight = declare(&x.d, "w", 0);
  x.d.file_label = pw_dictionary_text(&x.d, "A survey", 8);
  pw_sav_layout_new(&x.layout, &x.d, &x.alloc, NULL);
  pw_sav_about about = {PW_SAV_ZLIB, 12, "31 Jul 19", "14:05:59"};
  pw_sav_put_header(&x.b, &x.d, &x.layout, &about);
  assert_int_equal(x.b.used, 176);
  assert_memory_equal(x.b.bytes, "$FL3@(#) SPSS DATA FILE", 23);
  assert_int_equal(word_at(&x, 64), 2);
  assert_int_equal(word_at(&x, 68), 4);
  assert_int_equal(word_at(&x, 72), 2);
  assert_int_equal(word_at(&x, 76), 4);
  assert_int_equal(word_at(&x, 80), 12);
  assert_true(pw_read_f64(x.b.bytes + 84, 0) == 100);
  assert_memory_equal(x.b.bytes + 92, "31 Jul 1914:05:59A survey ", 26);
  about.cases = INT64_C(5000000000);
  pw_sav_put_header(&x.b, &x.d, &x.layout, &about);
  assert_int_equal(word_at(&x, 176 + 80), -1);
  close_described(&x);
}

static void a_range_is_counted_as_spss_counts_it(void **state) {
  (void)state;
  described x;
  open_described(&x);
  int32_t at = declare(&x.d, "n", 0);
  pw_dictionary_variable *v = &x.d.variables[at];
  v->ranges = 2;
  v->low[0] = -INFINITY;
  v->high[0] = 0;
  v->low[1] = v->high[1] = 99;
  pw_sav_layout_new(&x.layout, &x.d, &x.alloc, NULL);
  pw_sav_put_variables(&x.b, &x.d, &x.layout);
  assert_int_equal(x.b.used, 32 + 24);
  assert_int_equal(word_at(&x, 12), -3);
  assert_int_equal(word_at(&x, 16), 0x050802);
  assert_true(pw_read_f64(x.b.bytes + 32, 0) ==
              nextafter(-1.7976931348623157e308, 0));
  assert_true(pw_read_f64(x.b.bytes + 48, 0) == 99);
  close_described(&x);
}

static void texts_have_continuations(void **state) {
  (void)state;
  described x;
  open_described(&x);
  int32_t at = declare(&x.d, "t", 20);
  pw_dictionary_variable *v = &x.d.variables[at];
  v->label = pw_dictionary_text(&x.d, "five!", 5);
  pw_sav_layout_new(&x.layout, &x.d, &x.alloc, NULL);
  pw_sav_put_variables(&x.b, &x.d, &x.layout);
  assert_int_equal(x.b.used, 3 * 32 + 4 + 8);
  assert_int_equal(word_at(&x, 4), 20);
  assert_int_equal(word_at(&x, 16), 0x011400);
  assert_int_equal(word_at(&x, 32), 5);
  assert_memory_equal(x.b.bytes + 36, "five!   ", 8);
  assert_int_equal(word_at(&x, 44 + 4), -1);
  close_described(&x);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_header_has_its_places),
    cmocka_unit_test(a_range_is_counted_as_spss_counts_it),
    cmocka_unit_test(texts_have_continuations),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
