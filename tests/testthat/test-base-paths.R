test_that("a file is made in a folder that is there, and over no other file unasked", {
  dir <- withr::local_tempdir()
  path <- file.path(dir, "new.yml")
  expect_silent(check_folder_of(path))
  expect_error(check_folder_of(file.path(dir, "gone", "new.yml")), class = "pairwave_error_argument")
  # A file is no folder.
  writeLines("mine", path)
  expect_error(check_folder_of(file.path(path, "a.yml"), "draft"), class = "pairwave_error_draft")
  expect_silent(check_not_there(file.path(dir, "other.yml"), "The workflow", "error"))
  expect_silent(check_not_there(path, "The workflow", "replace"))
  expect_error(check_not_there(path, "The workflow", "error", topic = "ci"), class = "pairwave_error_ci")
  expect_identical(readLines(path), "mine")
})

test_that("the messages name the folder, the file and the remedy", {
  dir <- withr::local_tempdir()
  file.create(file.path(dir, "a.yml"))
  expect_snapshot(error = TRUE, transform = function(x) gsub(dir, "<dir>", x, fixed = TRUE), {
    check_folder_of(file.path(dir, "gone", "a.yml"), call = NULL)
    check_not_there(file.path(dir, "a.yml"), "The workflow", "error", call = NULL)
    check_not_there(file.path(dir, "a.yml"), "The study file", "error",
                    ", or name another {.arg path}", call = NULL)
  })
})

test_that("a path ends in what stands behind its last point", {
  paths <- c("a.CSV", "b.tar.gz", "c", "d.", "e.x y", ".yml", "f.g/h", NA)
  expect_identical(file_ending(paths), c("csv", "gz", "", "", "", "yml", "", ""))
  expect_identical(file_ending(paths[1:7]), tolower(tools::file_ext(paths[1:7])))
  expect_identical(file_ending(character()), character())
})
