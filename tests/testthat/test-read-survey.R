test_that("a format is told by content, and by the ending where that is silent", {
  of <- function(bytes, ending) {
    path <- withr::local_tempfile(fileext = ending)
    writeBin(if (is.character(bytes)) charToRaw(bytes) else bytes, path)
    survey_format(path)
  }
  signs <- list(sav = "$FL2@(#) SPSS", sav = "$FL3@(#) SPSS", sav = "ENCRYPTEDSAV", dta = "<stata_dta><header>",
                xpt = "HEADER RECORD*******LIBRARY", sas7bdat = c(raw(12), sas7bdat_magic, raw(9)))
  for (i in seq_along(signs)) for (ending in c(".sav", ".csv", ".txt", "")) {
    expect_identical(of(signs[[i]], ending), names(signs)[i])
  }
  expect_identical(of(c(as.raw(c(28, rep(0, 7))), charToRaw("ENCRYPTEDSAV")), ".csv"), "sav")
  silent <- c(sav = ".SAV", sav = ".zsav", por = ".por", sps = ".sps", dta = ".dta", xpt = ".xpt",
              sas7bdat = ".sas7bdat", csv = ".csv", csv = ".txt", csv = ".tsv", csv = "")
  for (i in seq_along(silent)) expect_identical(of("code,q1\n1,2\n", silent[[i]]), names(silent)[i])
})

test_that("a number of rows is whole, or all", {
  for (fine in list(0, 1, 7L, 1e9, Inf)) expect_silent(check_row_count(fine, "n_max"))
  for (bad in list(-1, 1.5, NA, NaN, -Inf, "3", c(1, 2), NULL, TRUE, numeric())) {
    expect_error(check_row_count(bad, "n_max"), class = "pairwave_error_argument")
  }
})

test_that("the same columns and rows are read, whatever the format", {
  skip_if_not_installed("haven")
  dir <- withr::local_tempdir()
  data <- data.frame(q1 = c(1, 2, 3, 4), q2 = c(4.5, 3.25, 2, 1))
  paths <- file.path(dir, paste0("x.", c("sav", "zsav", "dta", "xpt", "csv")))
  haven::write_sav(data, paths[1])
  haven::write_sav(data, paths[2], compress = "zsav")
  haven::write_dta(data, paths[3])
  haven::write_xpt(data, paths[4])
  utils::write.csv(data, paths[5], row.names = FALSE)
  for (path in paths) {
    read <- read_survey(path, columns = c("q2", "q1"), skip = 1, n_max = 2)
    expect_identical(lapply(read, function(x) as.double(bare_values(x))), list(q2 = c(3.25, 2), q1 = c(2, 3)), info = path)
    expect_identical(nrow(read_survey(path, n_max = 0)), 0L)
    # What the file is, whatever it is called.
    other <- file.path(dir, "export")
    file.copy(path, other, overwrite = TRUE)
    expect_identical(attr(read_survey(other), "survey")$format, attr(read_survey(path), "survey")$format)
  }
})

test_that("bad arguments get one clear error, before any file is read", {
  dir <- withr::local_tempdir()
  path <- file.path(dir, "x.csv")
  writeLines(c("a,b", "1,2"), path)
  file.create(file.path(dir, "empty.sav"))
  dir.create(file.path(dir, "exports"))
  file.copy(system.file("extdata", "demo", "pre.sav", package = "pairwave"), dir)
  expect_snapshot(error = TRUE, transform = function(x) gsub(dir, "<dir>", x, fixed = TRUE), {
    read_survey(c("a.sav", "b.sav"))
    read_survey(NA)
    read_survey(file.path(dir, "exports"))
    read_survey(file.path(dir, "gone.sav"))
    read_survey(file.path(dir, "empty.sav"))
    read_survey(path, n_max = -1)
    read_survey(path, n_max = "all")
    read_survey(path, encoding = 1252)
    read_survey(path, user_na = NA)
    read_survey(path, format = "ods")
    read_survey(path, damaged = "ignore")
    read_survey(file.path(dir, "pre.sav"), skip = c(lines = 2))
  })
})
