#define _DEFAULT_SOURCE
#include <unistd.h>

#include "cmocka_all.h"

#include "failing.h"
#include "sav_frame.h"
#include "stopping.h"
#include "written.h"

static const char path[] = "build/kernel/test_sav_write.sav";

enum { FRAMES = 250 };

static void what_is_written_is_read_back(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < FRAMES; seed++) {
    for (int kind = 0; kind < 3; kind++) {
      pw_alloc alloc = pw_alloc_unlimited();
      pw_error err;
      sav_frame f;
      sav_choices c = {NULL, 0, seed * 2654435761u + 1};
      make_frame(&f, &c, &alloc);
      pw_status status =
        write_frame(&f, path, (pw_sav_compression)kind, 2, &alloc, &err);
      assert_int_equal(status, PW_OK);
      const char *differs = file_differs(&f, path, &alloc);
      if (differs != NULL)
        fail_msg("seed %d, compression %d: %s", (int)seed, kind, differs);
      free_frame(&f);
      assert_int_equal(alloc.in_use, 0);
    }
  }
}

/* Frames of a few hundred cases, so that zlib has a block and a bit. */
static void threads_write_the_same_bytes(void **state) {
  (void)state;
  unsigned char *bytes[2];
  size_t length[2];
  for (int threads = 1; threads <= 2; threads++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_error err;
    sav_frame f = {0};
    pw_dictionary_new(&f.d, &alloc, NULL);
    for (int i = 0; i < 2; i++) {
      char name[] = {'x', (char)('0' + i)};
      int32_t id = pw_dictionary_text(&f.d, name, 2);
      pw_dictionary_add_variable(&f.d)->name = id;
    }
    f.rows = 600000;
    double *numbers = malloc((size_t)f.rows * sizeof *numbers);
    for (int64_t row = 0; row < f.rows; row++)
      numbers[row] = row % 7 ? (double)row / 3 : (double)NAN;
    f.numbers[0] = f.numbers[1] = numbers;
    f.cells[0].numbers = f.cells[1].numbers = numbers;
    assert_int_equal(write_frame(&f, path, PW_SAV_ZLIB, threads, &alloc, &err),
                     PW_OK);
    f.d.variables[0].format = f.d.variables[1].format =
      pw_dictionary_text(&f.d, "F8.2", 4);
    pw_source source;
    assert_int_equal(pw_source_open(&source, path, &err), PW_OK);
    length[threads - 1] = (size_t)source.length;
    bytes[threads - 1] = malloc((size_t)source.length);
    pw_source_read(&source, 0, bytes[threads - 1], (size_t)source.length);
    pw_source_close(&source);
    free(numbers);
    pw_dictionary_free(&f.d);
    assert_int_equal(alloc.in_use, 0);
  }
  assert_int_equal(length[0], length[1]);
  assert_memory_equal(bytes[0], bytes[1], length[0]);
  free(bytes[0]);
  free(bytes[1]);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  for (int kind = 0; kind < 3; kind++) {
    pw_alloc own = pw_alloc_unlimited();
    sav_frame f;
    sav_choices c = {NULL, 0, 11};
    make_frame(&f, &c, &own);
    pw_walk walk = {0};
    remove(path);
    do {
      pw_error err;
      pw_alloc *alloc = fail_next(&walk);
      walk.status =
        write_frame(&f, path, (pw_sav_compression)kind, 1, alloc, &err);
      /* A file is there when it is whole. */
      assert_int_equal(access(path, F_OK) == 0, walk.status == PW_OK);
    } while (failed_cleanly(&walk));
    assert_true(walk.k > 8);
    free_frame(&f);
  }
}

static void make_small(sav_frame *f, pw_alloc *alloc) {
  sav_choices c = {NULL, 0, 5};
  make_frame(f, &c, alloc);
}

static void the_earlier_file_stays_where_the_new_one_fails(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  sav_frame f;
  make_small(&f, &alloc);
  assert_int_equal(write_frame(&f, path, PW_SAV_BYTECODE, 1, &alloc, &err),
                   PW_OK);
#ifndef _WIN32
  struct rlimit before = limit_files(200);
  pw_status status = write_frame(&f, path, PW_SAV_PLAIN, 1, &alloc, &err);
  setrlimit(RLIMIT_FSIZE, &before);
  assert_int_equal(status, PW_FULL);
#endif
  assert_null(file_differs(&f, path, &alloc));
  pw_sav_about about = {PW_SAV_PLAIN, f.rows, "", ""};
  pw_stop stop = {stop_at_once, NULL};
  if (f.rows > 0) {
    assert_int_equal(pw_sav_write(path, 0600, &f.d, f.cells, frame_texts, &f,
                                  &about, 1, &alloc, &stop, &err),
                     PW_STOPPED);
  }
  assert_null(file_differs(&f, path, &alloc));
  free_frame(&f);
}

static void add_named(pw_dictionary *d, const char *name, int width) {
  int32_t id = pw_dictionary_text(d, name, strlen(name));
  pw_dictionary_variable *v = pw_dictionary_add_variable(d);
  v->name = id;
  v->is_text = width > 0;
  v->width = width;
}

static void what_spss_has_no_room_for_is_refused(void **state) {
  (void)state;
  static const struct {
    const char *names[2];
    int width;
    size_t length;
    pw_status status;
    int column;
  } cases[] = {
    {{"a", "A"}, 0, 0, PW_ARGUMENT, 1},
    {{"a", "b"}, 40000, 0, PW_RANGE, 1},
    {{"a", "b"}, 4, 5, PW_RANGE, 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_error err;
    sav_frame f = {0};
    double number = 1;
    pw_text text = {"abcdefgh", cases[i].length};
    pw_dictionary_new(&f.d, &alloc, NULL);
    add_named(&f.d, cases[i].names[0], 0);
    add_named(&f.d, cases[i].names[1], cases[i].width);
    f.rows = 1;
    f.cells[0].numbers = f.cells[1].numbers = &number;
    f.texts[1] = &text;
    remove(path);
    assert_int_equal(write_frame(&f, path, PW_SAV_PLAIN, 1, &alloc, &err),
                     cases[i].status);
    assert_int_equal(err.column, cases[i].column);
    assert_int_not_equal(access(path, F_OK), 0);
    pw_dictionary_free(&f.d);
    assert_int_equal(alloc.in_use, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_written_is_read_back),
    cmocka_unit_test(threads_write_the_same_bytes),
    cmocka_unit_test(every_allocation_may_fail),
    cmocka_unit_test(the_earlier_file_stays_where_the_new_one_fails),
    cmocka_unit_test(what_spss_has_no_room_for_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
