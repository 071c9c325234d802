#include "cmocka_all.h"

#include "base/bytes.h"
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
  assert_int_equal(pw_read_u64(data + 8, 0), 9);
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

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(records_are_as_spss_has_them),
    cmocka_unit_test(notes_are_cut_between_characters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
