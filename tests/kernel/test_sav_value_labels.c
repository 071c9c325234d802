#include "cmocka_all.h"

#include "base/bytes.h"
#include "sav_declared.h"
#include "write/sav_value_labels.h"

static void a_label_that_is_too_long_is_refused(void **state) {
  (void)state;
  char label[300];
  memset(label, 'x', sizeof label);
  for (int32_t width = 0; width < 12; width += 9) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_dictionary d;
    pw_sav_layout layout;
    pw_error err;
    pw_byte_buffer b = pw_byte_buffer_new(&alloc);
    pw_dictionary_new(&d, &alloc, NULL);
    int32_t v = declare(&d, "v", width);
    d.variables[v].label_set = d.variables[v].name;
    int32_t text = pw_dictionary_text(&d, label, sizeof label);
    pw_dictionary_label *l = pw_dictionary_add_label(&d);
    l->set = d.variables[v].label_set;
    l->is_text = width > 0;
    l->label = text;
    pw_sav_layout_new(&layout, &d, &alloc, &err);
    /* Labels of longer texts are in a record that has room for any. */
    assert_int_equal(pw_sav_put_labels(&b, &d, &layout, &err),
                     width == 0 ? PW_RANGE : PW_OK);
    if (width == 0) assert_int_equal(err.column, 0);
    pw_byte_buffer_free(&b);
    pw_sav_layout_free(&layout);
    pw_dictionary_free(&d);
    assert_int_equal(alloc.in_use, 0);
  }
}

static void records_are_padded_as_spss_pads_them(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_dictionary d;
  pw_sav_layout layout;
  pw_error err;
  pw_byte_buffer b = pw_byte_buffer_new(&alloc);
  pw_dictionary_new(&d, &alloc, NULL);
  int32_t before = declare(&d, "t", 20), v = declare(&d, "v", 0);
  int32_t label = pw_dictionary_text(&d, "eight by", 8);
  int32_t value = pw_dictionary_text(&d, "a value", 7);
  for (int i = 0; i < 2; i++) {
    int32_t at = i == 0 ? before : v;
    pw_dictionary_label *l = pw_dictionary_add_label(&d);
    l->set = d.variables[at].label_set = d.variables[at].name;
    l->is_text = i == 0;
    l->text = i == 0 ? value : PW_NO_TEXT;
    l->number = 3;
    l->label = label;
  }
  d.variables[before].ranges = 1;
  d.variables[before].low_text[0] = value;
  pw_sav_layout_new(&layout, &d, &alloc, &err);
  assert_int_equal(pw_sav_put_labels(&b, &d, &layout, &err), PW_OK);
  /* Type and count; value, length, label in twice eight; type, count, place. */
  assert_int_equal(b.used, 8 + 8 + 16 + 12);
  assert_int_equal(b.bytes[16], 8);
  assert_memory_equal(b.bytes + 17, "eight by       ", 15);
  assert_int_equal(pw_read_i32(b.bytes + 40, 0), 4);
  b.used = 0;
  assert_int_equal(pw_sav_put_long_labels(&b, &d, &err), PW_OK);
  assert_int_equal(b.used, 16 + 4 + 1 + 8 + 4 + 20 + 4 + 8);
  b.used = 0;
  pw_sav_put_long_missing(&b, &d);
  assert_int_equal(b.used, 16 + 4 + 1 + 1 + 4 + 8);
  assert_memory_equal(b.bytes + 26, "a value ", 8);
  pw_byte_buffer_free(&b);
  pw_sav_layout_free(&layout);
  pw_dictionary_free(&d);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_label_that_is_too_long_is_refused),
    cmocka_unit_test(records_are_padded_as_spss_pads_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
