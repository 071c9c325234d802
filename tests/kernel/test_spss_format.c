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

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(formats_are_named)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
