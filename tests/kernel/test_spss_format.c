#include <string.h>

#include "cmocka_all.h"

#include "read/spss_format.h"

static void formats_are_named(void **state) {
  (void)state;
  static const struct {
    int32_t word, width;
    const char *name;
  } cases[] = {
    {0x050802, 0, "F8.2"},       {0x050800, 0, "F8.0"},
    {0x010c00, 0, "A12"},        {0x01ff00, 2000, "A2000"},
    {0x161400, 0, "DATETIME20"}, {0x281702, 0, "MTIME23.2"},
    {0x291400, 0, "YMDHMS20"},   {0x120800, 0, ""},
    {0x7f0800, 0, ""},           {-1, 0, ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[PW_SPSS_FORMAT_BYTES];
    int known = pw_spss_format(cases[i].word, cases[i].width, out);
    assert_string_equal(out, cases[i].name);
    assert_int_equal(known, out[0] != '\0');
  }
}

static void names_give_the_word_back(void **state) {
  (void)state;
  char out[PW_SPSS_FORMAT_BYTES];
  for (int type = 0; type < 50; type++) {
    for (int decimals = 0; decimals < 3; decimals++) {
      int32_t word = type << 16 | 12 << 8 | decimals, again = -1;
      int known = pw_spss_format(word, 0, out);
      assert_int_equal(pw_spss_format_word(out, strlen(out), &again), known);
      if (known) assert_int_equal(again, word);
    }
  }
  int32_t word = 7;
  static const char *const none[] = {"",     "8",       "F8.",   "F8.2x",
                                     "f8.2", "NOSUCH8", "F8.300"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_int_equal(pw_spss_format_word(none[i], strlen(none[i]), &word), 0);
  assert_int_equal(word, 7);
  assert_int_equal(pw_spss_format_word("A2000", 5, &word), 1);
  assert_int_equal(word, 0x01ff00);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(formats_are_named),
    cmocka_unit_test(names_give_the_word_back)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
