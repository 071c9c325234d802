test_that("fixed columns and declared dates are read", {
  dir <- tempfile()
  text_file("Ann   1 203-FEB-202402/03/2024", "\u00c9va  22 .           04/05/2024",
            name = "x.dat", dir = dir)
  path <- text_file(
    "DATA LIST FILE='C:\\exports\\x.dat' / name 1-5 (A) a b 6-9 when 10-20 (DATE)",
    "  us 21-30 (ADATE).", "MISSING VALUES a (22).",
    name = "x.sps", dir = dir
  )
  survey <- read_survey(path)
  expect_identical(as.character(survey$name), c("Ann", "\u00c9va"))
  expect_identical(bare_values(survey$a), c(1, 22))
  expect_identical(bare_values(read_survey(path, user_na = FALSE)$a), c(1, NA))
  expect_identical(bare_values(survey$b), c(2, NA))
  expect_identical(survey$when, as.Date(c("2024-02-03", NA)))
  expect_identical(survey$us, as.Date(c("2024-02-03", "2024-04-05")))
  expect_identical(attr(survey, "survey")$format, "sps")
  expect_named(read_survey(path, columns = c("b", "name"), n_max = 1), c("b", "name"))
})

test_that("the same answers are read from fixed columns, free lists and quotes of either kind", {
  withr::local_seed(22)
  n <- 12
  a <- sample(c(1:99, NA), n, TRUE)
  b <- round(stats::runif(n, -9, 9), 1)
  text <- sample(c("Ann", "it's", "say hi", "\u00c9va", ""), n, TRUE)
  dir <- withr::local_tempdir()
  cell <- function(x) ifelse(is.na(x), "", x)
  padded <- paste0(text, strrep(" ", 8 - nchar(text)))
  text_file(paste0(formatC(cell(a), width = 3), formatC(b, width = 6, format = "f", digits = 1), padded),
            name = "fixed.dat", dir = dir)
  text_file("DATA LIST FILE='fixed.dat' / a 1-3 b 4-9 t 10-17 (A).", name = "fixed.sps", dir = dir)
  text_file(paste(cell(a), b, paste0("\"", text, "\""), sep = ","), name = "free.dat", dir = dir)
  text_file("DATA LIST FREE(',') FILE='free.dat' / a (F2) b (F4.1) t (A8).", name = "free.sps", dir = dir)
  text_file(paste(cell(a), b, paste0("'", gsub("'", "''", text), "'"), sep = ";"), name = "get.dat", dir = dir)
  text_file("GET DATA /TYPE=TXT /FILE='get.dat' /DELIMITERS=\";\" /QUALIFIER=\"'\"",
            "  /VARIABLES= a F2 b F4.1 t A8.", name = "get.sps", dir = dir)
  for (kind in c("fixed", "free", "get")) {
    survey <- read_survey(file.path(dir, paste0(kind, ".sps")))
    expect_identical(as.double(bare_values(survey$a)), as.double(a), info = kind)
    expect_identical(as.double(bare_values(survey$b)), b, info = kind)
    read <- as.character(survey$t)
    expect_identical(ifelse(is.na(read), "", read), text, info = kind)
  }
})

test_that("quotes are exchanged, and exchanged again are as they were", {
  bytes <- charToRaw("a 'b' \"c\" d''")
  expect_identical(rawToChar(swap_quotes(bytes)), "a \"b\" 'c' d\"\"")
  expect_identical(swap_quotes(swap_quotes(bytes)), bytes)
})

test_that("columns of several variables are shared among them", {
  doing <- function(what) stop(what)
  empty <- list(variables = data.frame(name = character(), format = character()), data = list())
  syntax <- add_fixed(empty, c("a", "b", "c", "4", "-9", "(", "F2", ")", "d", "12"), doing)
  expect_identical(syntax$data$from, c(4, 6, 8, 12))
  expect_identical(syntax$data$to, c(5, 7, 9, 12))
  expect_identical(syntax$variables, data.frame(name = c("a", "b", "c", "d"), format = c("F2", "F2", "F2", "F")))
  expect_error(add_fixed(empty, c("a", "b"), doing), "columns that it stands in")
  expect_error(past_parenthesis(c("F2", "a"), doing), "never closed")
})

test_that("months are read by number and by name, in the order of the format", {
  expect_identical(declared_time(c("03-FEB-2024", "3/2/2024", NA), "dmy", "DATE"), as.Date(c("2024-02-03", "2024-02-03", NA)))
  expect_identical(declared_time("02/03/2024", "mdy", "ADATE"), as.Date("2024-02-03"))
  for (i in 1:12) {
    expect_identical(declared_time(sprintf("07-%s-2024", toupper(month.abb[i])), "dmy", "DATE"),
                     as.Date(sprintf("2024-%02d-07", i)))
  }
  expect_null(declared_time("soon", "dmy", "DATE"))
})

test_that("texts are the variables that the syntax declares as such", {
  syntax <- list(variables = data.frame(name = c("a", "b", "c"), format = c("A10", "F2", "ADATE10")))
  expect_identical(syntax_texts(syntax, c("c", "a", "gone", "b")), c(FALSE, TRUE, FALSE, FALSE))
})

test_that("data that are not what is declared stay text, with a warning", {
  dir <- withr::local_tempdir()
  text_file("1,01.02.2024", "x,soon", name = "x.dat", dir = dir)
  path <- text_file("DATA LIST FREE(',') FILE='x.dat' / a (F2) day (DATE).", name = "x.sps", dir = dir)
  expect_warning(survey <- read_survey(path), class = "pairwave_warning_syntax")
  expect_identical(as.character(survey$a), c("1", "x"))
  expect_identical(as.character(survey$day), c("01.02.2024", "soon"))
})
