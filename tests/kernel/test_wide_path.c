#include "cmocka_all.h"

#include <stdio.h>
#include <string.h>

#include "base/wide_path.h"
#include "write/lock.h"
#include "write/whole_file.h"
#include "base/file.h"
#include "base/source.h"

/* "Évaluation 調査 😀": beyond every code page of one byte, and beyond 16 bits.
 */
static const char path[] =
  "build/kernel/\xc3\x89valuation \xe8\xaa\xbf\xe6\x9f\xbb \xf0\x9f\x98\x80";

static void expect_bytes(const char *bytes, const char *text) {
  assert_memory_equal(bytes, text, strlen(text));
}

static void a_name_in_any_script_is_one_file_to_all(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  for (int i = 0; i < 2; i++) {
    const char *text = i == 0 ? "the first" : "another!!";
    assert_int_equal(pw_write_whole(path, text, 9, 0600, &alloc, &err), PW_OK);
    pw_file file;
    assert_int_equal(pw_file_open(&file, path, 1, &alloc, NULL, &err), PW_OK);
    assert_int_equal(file.length, 9);
    expect_bytes(file.bytes, text);
    pw_file_close(&file, &alloc);
    pw_source source;
    unsigned char to[10];
    assert_int_equal(pw_source_open(&source, path, &err), PW_OK);
    assert_int_equal(pw_source_read(&source, 0, to, sizeof to), 9);
    expect_bytes((const char *)to, text);
    pw_source_close(&source);
  }
  pw_lock one, other;
  assert_int_equal(pw_lock_try(path, &one, &alloc, &err), PW_OK);
  assert_int_equal(pw_lock_try(path, &other, &alloc, &err), PW_OK);
  assert_true(one != PW_NO_LOCK && other == PW_NO_LOCK);
  pw_lock_release(one);
  assert_int_equal(alloc.in_use, 0);
}

static void the_mode_is_that_of_fopen(void **state) {
  (void)state;
  FILE *file = pw_path_open(path, "w+b");
  assert_non_null(file);
  assert_int_equal(fwrite("a\nb", 1, 3, file), 3);
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  assert_int_equal(ftell(file), 3);
  fclose(file);
  assert_null(pw_path_open("build/kernel/no such folder/file", "rb"));
}

#ifdef _WIN32
static void what_windows_has_no_spelling_of_is_no_path(void **state) {
  (void)state;
  wchar_t wide[PW_WIDE_PATH];
  assert_true(pw_path_widen("a\xf0\x9f\x98\x80", wide));
  assert_memory_equal(wide, L"a\xd83d\xde00", 4 * sizeof *wide);
  assert_false(pw_path_widen("\xc9valuation", wide));
  char longest[PW_WIDE_PATH + 1];
  memset(longest, 'a', PW_WIDE_PATH);
  longest[PW_WIDE_PATH] = '\0';
  assert_false(pw_path_widen(longest, wide));
  assert_true(pw_path_widen(longest + 1, wide));
  assert_null(pw_path_open("\xc9valuation", "rb"));
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_name_in_any_script_is_one_file_to_all),
    cmocka_unit_test(the_mode_is_that_of_fopen),
#ifdef _WIN32
    cmocka_unit_test(what_windows_has_no_spelling_of_is_no_path),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
