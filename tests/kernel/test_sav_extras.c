#include "cmocka_all.h"

#include "base/bytes.h"
#include "failing.h"
#include "sav_declared.h"
#include "write/sav_extras.h"

/* The data of record 7 with a subtype; their size, 0 where there is none. */
static size_t extension(const pw_byte_buffer *b, int32_t subtype,
                        const unsigned char **data) {
  size_t at = 0;
  while (at + 16 <= b->used && pw_read_i32(b->bytes + at, 0) == 7) {
    size_t size = (size_t)pw_read_i32(b->bytes + at + 8, 0) *
      (size_t)pw_read_i32(b->bytes + at + 12, 0);
    *data = b->bytes + at + 16;
    if (pw_read_i32(b->bytes + at + 4, 0) == subtype) return size;
    at += 16 + size;
  }
  assert_int_equal(pw_read_i32(b->bytes + at, 0), 999);
  assert_int_equal(b->used, at + 8);
  return 0;
}

static void expect(const pw_byte_buffer *b, int32_t subtype, const char *bytes,
                   size_t n) {
  const unsigned char *data = NULL;
  assert_int_equal(extension(b, subtype, &data), n);
  assert_memory_equal(data, bytes, n);
}

static void records_are_as_spss_has_them(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_dictionary d;
  pw_sav_layout layout;
  pw_error err;
  pw_byte_buffer b = pw_byte_buffer_new(&alloc);
  pw_dictionary_new(&d, &alloc, NULL);
  declare(&d, "first", 0);
  int32_t longer = declare(&d, "TheSecondOne", 300);
  d.variables[0].role = 1;
  pw_mr_set *set = pw_dictionary_add_mr_set(&d);
  set->kind = PW_MR_DICHOTOMIES;
  set->name = pw_dictionary_text(&d, "$ways", 5);
  set->label = pw_dictionary_text(&d, "Ways", 4);
  set->counted = pw_dictionary_text(&d, "1", 1);
  pw_dictionary_add_member(&d, 0);
  pw_dictionary_add_member(&d, longer);
  pw_sav_layout_new(&layout, &d, &alloc, &err);
  assert_int_equal(pw_sav_put_extensions(&b, &d, &layout, 9, &err), PW_OK);
  expect(&b, 7, "$ways=D1 1 4 Ways first v0000001\n", 33);
  expect(&b, 13, "FIRST=first\tV0000001=TheSecondOne", 33);
  expect(&b, 14, "V0000001=00300\0\t", 16);
  expect(&b, 18, "first:$@Role('0'\n)", 18);
  expect(&b, 20, "UTF-8", 5);
  const unsigned char *data = NULL;
  assert_int_equal(extension(&b, 16, &data), 16);
  assert_int_equal(pw_read_i32(data + 8, 0), 9);
  /* Nothing is said of widths and measures that nobody knows. */
  assert_int_equal(extension(&b, 11, &data), 0);
  assert_int_equal(extension(&b, 17, &data), 0);
  pw_byte_buffer_free(&b);
  pw_sav_layout_free(&layout);
  pw_dictionary_free(&d);
  assert_int_equal(alloc.in_use, 0);
}

static void notes_are_cut_between_characters(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_dictionary d;
  char note[101] = "";
  pw_byte_buffer b = pw_byte_buffer_new(&alloc);
  pw_dictionary_new(&d, &alloc, NULL);
  memset(note, 'x', 79);
  strcat(note, "éé");
  pw_dictionary_add_note(&d, pw_dictionary_text(&d, note, strlen(note)));
  pw_sav_put_notes(&b, &d);
  assert_int_equal(b.used, 8 + 2 * 80);
  assert_int_equal(pw_read_i32(b.bytes + 4, 0), 2);
  assert_memory_equal(b.bytes + 8 + 78, "x é", 4);
  pw_byte_buffer_free(&b);
  pw_dictionary_free(&d);
}

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

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(records_are_as_spss_has_them),
    cmocka_unit_test(notes_are_cut_between_characters),
    cmocka_unit_test(a_label_that_is_too_long_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
