whole_file <- function(path) readBin(path, "raw", file.size(path))

test_that("files of other programs come back identical", {
  files <- list.files(fixtures(), "[.]z?sav$", full.names = TRUE)
  expect_gt(length(files), 5)
  for (file in files) {
    survey <- read_survey(file)
    for (ending in c(".sav", ".zsav")) {
      path <- withr::local_tempfile(fileext = ending)
      expect_identical(write_survey(survey, path, audience = "internal"), path)
      expect_identical(same_but_file(read_survey(path)), same_but_file(survey), info = file)
    }
  }
})

test_that("all that a survey says of its columns and itself comes back", {
  path <- withr::local_tempfile(fileext = ".sav")
  dates <- structure(
    c(17900, 17901.5, NA),
    class = "Date", label = "When", format.spss = "EDATE10", display_width = 12L,
    alignment = "left"
  )
  x <- structure(
    list(
      person = structure(c("a", "b", ""), format.spss = "A12", label = "Code",
                         measure = "nominal", alignment = "left", role = "none"),
      gse1 = new_labelled_column(c(1, 9, NA), label = "Sicher?", labels = c(no = 1, skip = 9),
                                 na_values = 9, format = "F2.0", measure = "ordinal") |>
        column_annotate(alignment = "right"),
      when = dates,
      w = structure(c(1, 0.5, 2), format.spss = "F8.2", alignment = "centre",
                    write_format = "F8.3",
                    spss_attributes = c(Origin = "panel 'a'", Wave = "1"))
    ),
    class = c("pairwave_survey", "data.frame"), row.names = 1:3,
    survey = list(
      file = path, format = "sav", encoding = "UTF-8", n_rows = 3, label = "The pre survey",
      notes = c("First note", "second"), weight = "w", attributes = c(Study = "2019"),
      mr_sets = list(list(name = "$s", label = "Both", kind = "dichotomies", counted = "1",
                          variables = c("gse1", "w")))
    )
  )
  for (compression in c("none", "bytes")) {
    write_survey(x, path, compression = compression)
    read <- read_survey(path)
    for (name in names(x)) {
      one <- attributes(x[[name]])
      two <- attributes(read[[name]])
      expect_identical(two[order(names(two))], one[order(names(one))], info = name)
      expect_identical(bare_values(read[[name]]), bare_values(x[[name]]))
    }
    about <- attr(read, "survey")
    expect_identical(about[names(attr(x, "survey"))], attr(x, "survey"))
  }
})

test_that("what R has and SPSS has not is written as the help says", {
  path <- withr::local_tempfile(fileext = ".sav")
  x <- data.frame(
    whole = c(1L, NA), yes = c(TRUE, FALSE), choice = factor(c("b", NA), c("a", "b")),
    level = factor(c("lo", "hi"), c("lo", "hi"), ordered = TRUE),
    took = as.difftime(c(1.5, 2), units = "mins"), plain = c(0.25, 3)
  )
  x$at <- as.POSIXlt("2019-07-31 14:05:59", tz = "UTC")
  x$summer <- as.POSIXct("2019-07-31 09:00:00", tz = "Europe/London")
  write_survey(x, path)
  y <- read_survey(path)
  expect_identical(bare_values(y$whole), c(1, NA))
  expect_identical(bare_values(y$yes), c(1, 0))
  expect_identical(bare_values(y$choice), c(2, NA))
  expect_identical(attr(y$choice, "labels"), c(a = 1, b = 2))
  expect_identical(attr(y$choice, "measure"), "nominal")
  expect_identical(attr(y$level, "measure"), "ordinal")
  expect_identical(as.numeric(y$took, units = "secs"), c(90, 120))
  expect_identical(y$at[1], as.POSIXct("2019-07-31 14:05:59", tz = "UTC"),
                   ignore_attr = TRUE)
  # By the clock of its zone, as haven writes it too.
  expect_identical(unique(as.vector(bare_values(y$summer))),
                   as.numeric(as.POSIXct("2019-07-31 09:00:00", tz = "UTC")))
  expect_identical(attr(y$plain, "format.spss"), "F8.2")
  expect_identical(attr(y$whole, "format.spss"), "F8.0")
})

test_that("columns that identify a person are for internal files only", {
  path <- withr::local_tempfile(fileext = ".sav")
  x <- data.frame(code = 1:2)
  x$mail <- new_identifying_column(c("a@b.example", "c@d.example"))
  expect_snapshot(write_survey(x, path), error = TRUE)
  expect_false(file.exists(path))
  write_survey(x, path, audience = "internal")
  expect_identical(bare_values(read_survey(path)$mail), c("a@b.example", "c@d.example"))
})

test_that("each thing that can't be written is one error that says what to do", {
  withr::local_dir(withr::local_tempdir())
  one <- data.frame(a = 1)
  expect_snapshot(error = TRUE, {
    write_survey(1, "a.sav")
    write_survey(one, "a.xlsx")
    write_survey(one, "no/a.sav")
    write_survey(one, "a.sav", audience = "all")
    write_survey(data.frame(a = 1i), "a.sav")
    write_survey(data.frame(a = I(list(1))), "a.sav")
  })
  expect_length(list.files("."), 0)
})

test_that("a place that can't be written to is an error, and the earlier file stays", {
  skip_on_os("windows")
  path <- withr::local_tempfile(fileext = ".sav")
  write_survey(data.frame(a = 1), path)
  before <- whole_file(path)
  link <- withr::local_tempfile(fileext = ".sav")
  skip_if_not(file.exists("/dev/full"))
  file.symlink("/dev/full", link)
  expect_error(write_survey(data.frame(a = 1), link), class = "pairwave_error_write")
  expect_identical(whole_file(path), before)
})
