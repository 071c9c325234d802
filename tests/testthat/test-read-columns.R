# The same columns as SPSS and as CSV: id, sex, gse1, gse2, gse10.
both_formats <- function(env = parent.frame()) {
  csv <- withr::local_tempfile(fileext = ".csv", .local_envir = env)
  data <- data.frame(id = c("a", "b", "c"), sex = 1:3, gse1 = 4:6, gse2 = 7:9,
                     gse10 = 10:12)
  utils::write.csv(data, csv, row.names = FALSE)
  files <- c(csv = csv)
  if (requireNamespace("haven", quietly = TRUE)) {
    files["sav"] <- withr::local_tempfile(fileext = ".sav", .local_envir = env)
    haven::write_sav(data, files[["sav"]])
  }
  files
}


test_that("columns are chosen by name, position or regular expression", {
  for (path in both_formats()) {
    chosen <- function(columns) names(read_survey(path, columns = columns))
    expect_identical(chosen(NULL), c("id", "sex", "gse1", "gse2", "gse10"))
    expect_identical(chosen(c("gse2", "id")), c("gse2", "id"))
    expect_identical(chosen(c(4, 1, 4)), c("gse2", "id"))
    expect_identical(chosen(c(regex = "^gse")), c("gse1", "gse2", "gse10"))
    expect_identical(chosen(c("gse2", "id", regex = "^gse\\d$")), c("gse2", "id", "gse1"))
    expect_identical(chosen(c(regex = "(?i)^SEX", regex = "d$")), c("sex", "id"))
    expect_identical(dim(read_survey(path, columns = character())), c(3L, 0L))
    picked <- read_survey(path, columns = c(regex = "0$", "sex"), skip = 1, n_max = 1)
    expect_identical(as.double(unlist(picked)), c(11, 2))
    expect_identical(dim(read_survey(path, skip = 7)), c(0L, 5L))
    expect_identical(dim(read_survey(path, n_max = 0)), c(0L, 5L))
  }
})

test_that("messages say which columns can't be chosen", {
  path <- both_formats()[["csv"]]
  read <- function(...) read_survey(path, ...)
  expect_snapshot(error = TRUE, {
    read(columns = c("gse3", "x", "y"))
    read(columns = c(regex = "^sge"))
    read(columns = c(regex = "gse("))
    read(columns = c(matches = "^gse"))
    read(columns = 6)
    read(columns = -1)
    read(columns = TRUE)
    read(n_max = -1)
    read(skip = 1.5)
    read(encoding = 1252)
    read(user_na = NA)
  }, transform = function(x) gsub(basename(path), "demo.csv", x, fixed = TRUE))
})

test_that("a name that is not there is spoken of in one way", {
  wave <- "pre"
  known <- c("sex", "code")
  expect_null(check_known(c("sex", "code"), known, "Not said."))
  expect_snapshot(error = TRUE, {
    check_known(c("sex", "cod"), known, "{.arg by} must name columns.", call = NULL)
    check_known(c("a{b}", "x", "y"), known, "All must be there.", call = NULL)
    check_known("late", known, "It must be a wave.", "wave",
                where = "The study of {.field {wave}}", call = NULL)
  })
})
