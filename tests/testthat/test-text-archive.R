test_that("entries are read whole, and no more of them than may be", {
  skip_if_not(l10n_info()[["UTF-8"]])
  folder <- withr::local_tempdir()
  long <- paste(rep("abcdefgh", 30000), collapse = "")
  path <- write_zip(file.path(folder, "x.zip"), list(a = "", "b\\\u00e9.txt" = long))
  entries <- archive_entries(path, NULL)
  expect_identical(entries$name, c("a", "b/\u00e9.txt"))
  expect_identical(entries$size, c(0, 240000))
  expect_identical(archive_bytes(entries, 2:1, 240000, NULL), list(charToRaw(long), raw()))
  expect_identical(archive_bytes(entries, integer(), 0, NULL), list())
  expect_error(archive_bytes(entries, 2, 239999, NULL), class = "pairwave_error_codes_file")
})

test_that("an entry that is not what its archive says is an error that names it", {
  folder <- withr::local_tempdir()
  for (declared in c(5, 1e6, 2e9)) {
    path <- write_zip(file.path(folder, "x.zip"), list(a = "hello there"), declared = declared)
    expect_error(archive_bytes(archive_entries(path, NULL), 1, 1e12, NULL),
                 "packed in it as .a. can't be", class = "pairwave_error_codes_file")
  }
  path <- write_zip(file.path(folder, "x.zip"), list(a = "hello there"))
  bytes <- readBin(path, "raw", 1000)
  at <- grepRaw("PK\001\002", bytes) + 16
  bytes[at] <- xor(bytes[at], as.raw(1))
  writeBin(bytes, path)
  expect_snapshot(archive_bytes(archive_entries(path, NULL), 1, 100, NULL), error = TRUE)
})

test_that("what is no UTF-8 is marked, and a zero ends nothing", {
  skip_if_not(l10n_info()[["UTF-8"]])
  bytes <- list(charToRaw("caf\u00e9"), as.raw(c(0x61, 0, 0x62)), as.raw(c(0x61, 0xff, 0x62)), raw())
  expect_identical(texts_of_bytes(bytes), c("caf\u00e9", "a b", "a\ufffdb", ""))
  expect_identical(texts_of_bytes(list()), character())
})

test_that("names that lead out of an archive are names only", {
  folder <- withr::local_tempdir()
  path <- write_zip(file.path(folder, "x.qdpx"),
                    list("../../out.qde" = "<Project/>", "project.qde" = "<Project/>"))
  expect_identical(nrow(read_codes(path)), 0L)
  expect_identical(list.files(folder, recursive = TRUE), "x.qdpx")
})
