test_that("entries are read whole, in the size they have, not the size they state", {
  folder <- withr::local_tempdir()
  long <- paste(rep("abcdefgh", 30000), collapse = "")
  path <- write_zip(file.path(folder, "x.zip"), list(a = "", "b/\u00e9.txt" = long))
  entries <- archive_entries(path, NULL)
  expect_identical(entries$length, c(0, 240000))
  expect_length(archive_bytes(path, "a", 0, 10, NULL), 0)
  for (stated in c(0, 5, 240000, 1e6)) {
    expect_identical(rawToChar(archive_bytes(path, entries$name[2], stated, 1e6, NULL)), long)
  }
  expect_error(archive_bytes(path, entries$name[2], 10, 239999, NULL),
               class = "pairwave_error_codes_file")
  expect_error(archive_bytes(path, "absent", 10, 100, NULL), class = "pairwave_error_codes_file")
})

test_that("names that lead out of an archive are names only", {
  folder <- withr::local_tempdir()
  path <- write_zip(file.path(folder, "x.qdpx"),
                    list("../../out.qde" = "<Project/>", "project.qde" = "<Project/>"))
  expect_identical(nrow(read_codes(path)), 0L)
  expect_identical(list.files(folder, recursive = TRUE), "x.qdpx")
})
