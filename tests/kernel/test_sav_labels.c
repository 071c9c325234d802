#include "cmocka_all.h"

#include "sav_build.h"
#include "sav_read.h"

static void add_label(sav_file *f, const void *value, const char *label) {
  unsigned char n = (unsigned char)strlen(label);
  add_bytes(f, value, 8), add_bytes(f, &n, 1), add_bytes(f, label, n);
  add_bytes(f, "       ", (size_t)((8 - (n + 1) % 8) % 8));
}

static void check_labels(const pw_dictionary *d) {
  assert_int_equal(d->label_count, 5);
  assert_text(d, d->labels[0].label, "No");
  assert_true(d->labels[1].number == 1);
  assert_text(d, d->labels[2].text, "m");
  assert_text(d, d->labels[2].label, "a label of some length");
  assert_true(d->labels[3].is_text);
  assert_text(d, d->labels[3].text, "north-east");
  assert_text(d, d->variables[0].label_set, "labels0");
  assert_text(d, d->variables[1].label_set, "labels1");
  assert_text(d, d->variables[2].label_set, "labels2");
  assert_int_equal(d->variables[3].label_set, PW_NO_TEXT);
  assert_int_equal(d->variables[2].ranges, 2);
  assert_text(d, d->variables[2].low_text[0], "nowhere");
  assert_text(d, d->variables[2].high_text[1], "n/a");
  /* Element 9 does not exist, nor does a variable NONE. */
  assert_int_equal(d->repair_count, 2);
}

static void short_and_long_sets_are_read(void **state) {
  (void)state;
  sav_file f, sets;
  double no = 0, yes = 1;
  add_header(&f, 1, 0);
  add_variable_record(&f, 0, "X       "),
    add_variable_record(&f, 4, "SEX     ");
  add_variable_record(&f, 12, "REGION  "),
    add_variable_record(&f, -1, "        ");
  add_variable_record(&f, 0, "PLAIN   ");
  add_i32(&f, 3), add_i32(&f, 2), add_label(&f, &no, "No"),
    add_label(&f, &yes, "Yes");
  add_i32(&f, 4), add_i32(&f, 2), add_i32(&f, 1), add_i32(&f, 9);
  add_i32(&f, 3), add_i32(&f, 1),
    add_label(&f, "m       ", "a label of some length");
  add_i32(&f, 4), add_i32(&f, 1), add_i32(&f, 2);
  sets.n = 0;
  add_counted_text(&sets, "NONE"), add_i32(&sets, 12), add_i32(&sets, 1);
  add_counted_text(&sets, "value"), add_counted_text(&sets, "label");
  add_counted_text(&sets, "region"), add_i32(&sets, 12), add_i32(&sets, 2);
  add_counted_text(&sets, "north-east  "),
    add_counted_text(&sets, "North-east");
  add_counted_text(&sets, "south"), add_counted_text(&sets, "South");
  add_extension(&f, 21, 1, sets.at, sets.n);
  sets.n = 0;
  add_counted_text(&sets, "REGION"), add_bytes(&sets, "\2", 1),
    add_i32(&sets, 8);
  add_bytes(&sets, "nowhere n/a     ", 16);
  add_extension(&f, 22, 1, sets.at, sets.n);
  add_end(&f);
  read_with_every_failure(&f, check_labels);
}

/* A label of more than 1,023 bytes, which ReadStat cuts. */
static void check_whole_label(const pw_dictionary *d) {
  assert_int_equal(d->label_count, 1);
  assert_int_equal(pw_strpool_text(d->pool, d->labels[0].label).length, 3000);
  assert_int_equal(d->repair_count, 0);
}

static void a_label_of_any_length_is_whole(void **state) {
  (void)state;
  sav_file f, sets;
  char label[3001];
  memset(label, 'x', 3000);
  label[3000] = '\0';
  add_header(&f, 1, 0);
  add_variable_record(&f, 12, "REGION  "),
    add_variable_record(&f, -1, "        ");
  sets.n = 0;
  add_counted_text(&sets, "REGION"), add_i32(&sets, 12), add_i32(&sets, 1);
  add_counted_text(&sets, "north"), add_counted_text(&sets, label);
  add_extension(&f, 21, 1, sets.at, sets.n);
  add_end(&f);
  read_with_every_failure(&f, check_whole_label);
}

static void cut_sets_leave_the_rest(void **state) {
  (void)state;
  sav_file sets;
  sets.n = 0;
  add_counted_text(&sets, "REGION"), add_i32(&sets, 12), add_i32(&sets, 1);
  add_counted_text(&sets, "north"), add_counted_text(&sets, "North");
  for (size_t n = 0; n < sets.n; n++) {
    for (int subtype = 21; subtype <= 22; subtype++) {
      sav_file f;
      pw_alloc alloc = pw_alloc_unlimited();
      pw_error err;
      pw_dictionary d;
      add_header(&f, 1, 0);
      add_variable_record(&f, 12, "REGION  "),
        add_variable_record(&f, -1, "        ");
      add_extension(&f, subtype, 1, sets.at, n);
      add_end(&f);
      assert_int_equal(read_dictionary(&f, &d, &alloc, &err), PW_OK);
      assert_int_equal(d.count, 1);
      if (n > 0 && subtype == 21) assert_int_equal(d.repair_count, 1);
      pw_dictionary_free(&d);
      assert_int_equal(alloc.in_use, 0);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(short_and_long_sets_are_read),
    cmocka_unit_test(a_label_of_any_length_is_whole),
    cmocka_unit_test(cut_sets_leave_the_rest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
