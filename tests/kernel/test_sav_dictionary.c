#include "cmocka_all.h"

#include <float.h>
#include <math.h>

#include "sav_build.h"
#include "sav_read.h"

static void check_variables(const pw_dictionary *d) {
  assert_int_equal(d->count, 4);
  const pw_dictionary_variable *x = &d->variables[0];
  assert_text(d, x->name, "X");
  assert_text(d, x->label, "Label of x");
  assert_text(d, x->format, "F8.0");
  assert_int_equal(x->ranges, 2);
  assert_true(x->low[0] == 97 && isinf(x->high[0]) && x->low[1] == -9 &&
              x->high[1] == -9);
  assert_int_equal(x->measure, 3);
  assert_int_equal(x->display_width, 10);
  assert_int_equal(x->alignment, 2);
  assert_int_equal(d->variables[1].ranges, 1);
  assert_text(d, d->variables[1].low_text[0], "none");
  assert_int_equal(d->variables[1].measure, 1);
  /* The second segment of T has an entry of its own in the display record. */
  assert_text(d, d->variables[2].format, "A300");
  assert_int_equal(d->variables[2].width, 300);
  assert_int_equal(d->variables[3].measure, 2);
  assert_int_equal(d->weight, 3);
  assert_int_equal(d->note_count, 1);
  assert_text(d, d->notes[0], "  a note");
  assert_text(d, d->file_label, "A study");
  assert_int_equal(d->repair_count, 0);
}

static void add_long_text(sav_file *f, const char *first, const char *second) {
  add_variable_record(f, 255, first);
  for (int i = 1; i < 32; i++) add_variable_record(f, -1, "        ");
  add_variable_record(f, 48, second);
  for (int i = 1; i < 6; i++) add_variable_record(f, -1, "        ");
}

static void begin(sav_file *f) {
  double missing[] = {97, DBL_MAX, -9};
  add_header(f, 1, 0);
  memcpy(f->at + 92, "odd date and time", 17);
  memcpy(f->at + 109, "A study", 7);
  add_labelled_variable(f, 0, "X       ", "Label of x", -3, missing);
  add_labelled_variable(f, 4, "S       ", "abcd", 1, "none    ");
  add_long_text(f, "T       ", "T1      ");
  add_variable_record(f, 0, "W       ");
  int32_t weight = 1 + 1 + 1 + 32 + 6;
  memcpy(f->at + 76, &weight, 4);
  add_text_extension(f, 14, "T=300");
}

static void everything_is_read(void **state) {
  (void)state;
  sav_file f;
  int32_t display[] = {3, 10, 1, 1, 4, 0, 1, 20, 0, 1, 20, 0, 2, 8, 1};
  char note[80];
  begin(&f);
  memset(note, ' ', sizeof note);
  memcpy(note, "  a note", 8);
  add_i32(&f, 6), add_i32(&f, 1), add_bytes(&f, note, 80);
  add_extension(&f, 11, 4, display, sizeof display);
  add_end(&f);
  read_with_every_failure(&f, check_variables);
}

/* Some writers count a very long string once; some write no width. */
static void display_records_of_every_length(void **state) {
  (void)state;
  int32_t display[] = {3, 1, 1, 0, 1, 0, 2, 1, 7, 7, 7};
  for (size_t n = 0; n <= 11; n++) {
    sav_file f;
    pw_alloc alloc = pw_alloc_unlimited();
    pw_error err;
    pw_dictionary d;
    begin(&f);
    int64_t at = (int64_t)f.n;
    add_extension(&f, 11, 4, display, 4 * n);
    add_end(&f);
    assert_int_equal(read_dictionary(&f, &d, &alloc, &err), PW_OK);
    if (n == 8 || n == 10) {
      assert_int_equal(d.variables[0].measure, 3);
      assert_int_equal(d.variables[3].measure, n == 8 ? 2 : 0);
      assert_int_equal(d.repair_count, 0);
    } else {
      assert_int_equal(d.variables[0].measure, 0);
      assert_int_equal(d.repair_count, 1);
      assert_int_equal(d.repairs[0].offset, at);
    }
    pw_dictionary_free(&d);
  }
}

static void check_modeler(const pw_dictionary *d) {
  assert_int_equal(d->count, 2);
  assert_int_equal(d->variables[0].width, 16);
  assert_int_equal(d->repair_count, 1);
  assert_int_equal(d->repairs[0].variable, 0);
  assert_int_equal(d->repairs[0].offset, 176);
}

static void a_string_without_continuations_is_read(void **state) {
  (void)state;
  sav_file f;
  add_header(&f, 1, 0);
  add_variable_record(&f, 16, "S       "),
    add_variable_record(&f, 0, "X       ");
  add_end(&f);
  read_with_every_failure(&f, check_modeler);
}

static void bad_bytes_and_weights_are_reported(void **state) {
  (void)state;
  sav_file f;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_dictionary d;
  add_header(&f, 1, 0);
  memcpy(f.at + 76, (int32_t[]){INT32_MIN}, 4);
  add_labelled_variable(&f, 0, "X       ", "caf\xE9", 0, "");
  add_end(&f);
  assert_int_equal(read_dictionary(&f, &d, &alloc, &err), PW_OK);
  assert_text(&d, d.variables[0].label, "caf\xEF\xBF\xBD");
  assert_int_equal(d.weight, PW_NO_VARIABLE);
  assert_int_equal(d.repair_count, 2);
  assert_int_equal(d.repairs[0].variable, 0);
  assert_int_equal(d.repairs[1].offset, 76);
  pw_dictionary_free(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(everything_is_read),
    cmocka_unit_test(display_records_of_every_length),
    cmocka_unit_test(a_string_without_continuations_is_read),
    cmocka_unit_test(bad_bytes_and_weights_are_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
