syntax_of <- function(...) read_syntax(text_file(..., name = "labels.sps"))

test_that("labels, value labels and missing codes are read as SPSS means them", {
  syntax <- syntax_of(
    "* A comment with an apostrophe: don't stop here",
    "  nor here.",
    "TITLE 'Survey'.",
    "DATA LIST FREE(',') / q1 to q3 (F2) name (A20) /* all of them",
    "  when (ADATE10).",
    "variable labels q1 'It''s one' /Q2 \"Say \"\"two\"\".\"",
    "  q3 'a long ' +",
    "     'label'.",
    "VAL LAB q1 TO q2 1 'Yes' 2 'No.' /name 'F' 'Female' 'M' \"Male\".",
    "ADD VALUE LABELS q2 2 'Never' -9 'Refused'.",
    "MISSING VALUES q1 q2 (8, 9) /q3 (LO THRU -1, 99) name ('X').",
    "FORMATS q3 (F5.1) / q2 (F1).",
    "EXECUTE."
  )
  expect_identical(syntax$variables$name, c("q1", "q2", "q3", "name", "when"))
  expect_identical(syntax$variables$format, c("F2", "F1", "F5.1", "A20", "ADATE10"))
  expect_identical(syntax$labels, list(q1 = "It's one", q2 = "Say \"two\".",
                                       q3 = "a long label"))
  expect_identical(syntax$values$q1, list(codes = c("1", "2"), texts = c("Yes", "No.")))
  expect_identical(syntax$values$q2, list(codes = c("1", "2", "-9"),
                                          texts = c("Yes", "Never", "Refused")))
  expect_identical(syntax$values$name$codes, c("F", "M"))
  expect_identical(syntax$missing$q2, list(values = c("8", "9")))
  expect_identical(syntax$missing$q3, list(range = c(-Inf, -1), values = "99"))
  expect_identical(syntax$missing$name$values, "X")
})

test_that("renaming moves what was said of the old names", {
  syntax <- syntax_of(
    "GET DATA /TYPE=TXT /FILE='x.dat' /DELIMITERS=\"\\t\" /QUALIFIER='\"' /FIRSTCASE=2",
    "  /VARIABLES= V1 F8.2 V2 A3.",
    "VARIABLE LABELS V1 'One' V2 'Two'.",
    "RENAME VARIABLES (V1 V2 = first second)."
  )
  expect_identical(syntax$variables$name, c("first", "second"))
  expect_identical(syntax$labels, list(first = "One", second = "Two"))
  expect_identical(syntax$data[c("delim", "first", "file")],
                   list(delim = "\t", first = 2, file = "x.dat"))
})

test_that("PSPP, running the same syntax, holds the same data", {
  skip_on_cran()
  pspp <- Sys.which("pspp")
  skip_if(!nzchar(pspp), "PSPP is not installed")
  ran_by_pspp <- function(path) {
    out <- tempfile(fileext = ".sav")
    lines <- readLines(path, encoding = "UTF-8")
    lines <- lines[!grepl("LOCALE|^SHOW|^SET UNICODE|^CACHE", lines)]
    # PSPP wants slashes here, which SPSS does without.
    lines <- sub("^(FILE HANDLE \\S+) NAME=(.*) LRECL", "\\1 /NAME=\\2 /LRECL", lines)
    run <- tempfile(fileext = ".sps")
    writeLines(c(lines, sprintf("SAVE OUTFILE='%s'.", out)), run, useBytes = TRUE)
    withr::with_dir(dirname(path), system2(pspp, c("-o", tempfile(), run), stdout = FALSE,
                                           stderr = FALSE, env = "LC_ALL=C.UTF-8"))
    read_survey(out)
  }
  # PSPP minds no quotes in DATA LIST FREE: a copy without them.
  unquoted <- tempfile()
  dir.create(unquoted)
  file.copy(platform_file("redcap", "redcap.sps"), unquoted)
  data <- readLines(platform_file("redcap", "redcap_nohdrs.csv"), encoding = "UTF-8")
  expect_identical(sum(grepl("\"", data)), 2L)
  writeLines(gsub("\".*\"", "quoted", data), file.path(unquoted, "redcap_nohdrs.csv"),
             useBytes = TRUE)
  for (path in c(platform_file("limesurvey-syntax", "pre.sps"),
                 platform_file("limesurvey-syntax", "post.sps"),
                 file.path(unquoted, "redcap.sps"))) {
    theirs <- ran_by_pspp(path)
    ours <- read_survey(path, platform = "none")
    expect_identical(names(ours), names(theirs))
    expect_identical(nrow(ours), nrow(theirs))
    for (name in names(ours)) {
      a <- ours[[name]]
      b <- theirs[[name]]
      expect_identical(attr(a, "label"), attr(b, "label"), info = name)
      # PSPP sorts them by their codes.
      expect_identical(sort(attr(a, "labels")), sort(attr(b, "labels")), info = name)
      expect_identical(attr(a, "na_values"), attr(b, "na_values"), info = name)
      # PSPP reads this file's times as missing: it wants the month's name.
      if (inherits(a, "POSIXct")) next
      ours_text <- bare_values(a)
      if (is.character(ours_text)) ours_text[is.na(ours_text)] <- ""
      expect_identical(ours_text, bare_values(b), info = name)
    }
  }
})

test_that("a syntax file beside a CSV export gives its labels", {
  dir <- tempfile()
  text_file("Sex,other", "1,x", "9,y", dir = dir)
  text_file("VALUE LABELS sex 1 'Female' 2 'Male'.", "MISSING VALUES sex (9).",
            name = "export.sps", dir = dir)
  survey <- read_survey(file.path(dir, "export.csv"))
  expect_identical(attr(survey$Sex, "labels"), c(Female = 1, Male = 2))
  expect_identical(is_missing_answer(survey$Sex), c(FALSE, TRUE))
})

test_that("messages read well", {
  dir <- tempfile()
  tidy <- function(x) gsub(dir, "<dir>", x, fixed = TRUE)
  sps <- function(...) read_survey(text_file(..., name = "x.sps", dir = dir))
  text_file("1,2", "x,3", name = "x.dat", dir = dir)
  expect_snapshot(error = TRUE, transform = tidy, {
    sps("EXECUTE.")
    sps("", "VARIABLE LABELS a 'open.", "EXECUTE.")
    sps("VARIABLE LABELS a.")
    sps("VALUE LABELS a 1 'x' 2.")
    sps("MISSING VALUES a 1.")
    sps("FORMATS a F2.")
    sps("RENAME VARIABLES (a = ).")
    sps("GET DATA /TYPE=ODBC /FILE='x'.")
    sps("GET DATA /TYPE=TXT /ARRANGEMENT=FIXED /FILE='x.dat'.")
    sps("DATA LIST FREE(',') FILE='x.dat' / a (F8 b.")
    sps("DATA LIST FREE(',') FILE='gone.dat' / a b.")
    sps("DATA LIST FILE='x.dat' / a b.")
    sps("VALUE LABELS x9 TO x1 1 'x'.")
    sps("FILE HANDLE data1 /NAME=x.")
  })
  expect_snapshot(transform = tidy, {
    x <- sps("DATA LIST FREE(',') FILE='x.dat' / a b.", "COMPUTE c = a.", "RECODE b (2=3).")
  })
  expect_identical(bare_values(x$b), c(2, 3))
  expect_type(x$a, "character")
})
