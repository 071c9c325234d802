raw_study <- function(bytes, dir = tempfile(), name = "study.yml") {
  dir.create(dir, showWarnings = FALSE)
  path <- file.path(dir, name)
  writeBin(if (is.raw(bytes)) bytes else charToRaw(bytes), path)
  path
}
# Every text of the study has letters that one locale or the other lacks, and
# what follows them changes what the study says.
odd_study <- enc2utf8(paste0(
  "waves:\n  pre:\n    file: pre.csv\n    label: \u0141\u00f3d\u017a\nid:\n  column: code\n",
  "demographics:\n  - column: sex\n    label: G\u00e9nero \u2019 \u2013\n",
  "undisclosed:\n  codes: [\u65e5\u672c\u8a9e]\ndisclosure:\n  threshold: 5\n"
))

# R code in a session of its own under a locale.
run_in_locale <- function(locale, code, env = character()) {
  skip_on_cran()
  script <- withr::local_tempfile(lines = code, fileext = ".R")
  withr::local_envvar(c(LC_ALL = locale, LANG = NA, LC_CTYPE = NA,
                        R_LIBS = paste(.libPaths(), collapse = .Platform$path.sep), env))
  out <- suppressWarnings(system2(file.path(R.home("bin"), "Rscript"),
                                  c("--vanilla", shQuote(script)), stdout = TRUE, stderr = TRUE))
  list(lines = out, status = attr(out, "status") %||% 0L)
}
# A folder with a locale in Latin-1, which few machines have.
latin1_locale <- function(dir) {
  made <- suppressWarnings(system2(
    "localedef", c("-i", "en_GB", "-f", "ISO-8859-1", shQuote(file.path(dir, "en_GB.iso88591"))),
    stdout = FALSE, stderr = FALSE
  ))
  file.exists(file.path(dir, "en_GB.iso88591", "LC_CTYPE"))
}

test_that("a study is whole in every locale", {
  skip_on_os("windows")
  path <- raw_study(odd_study)
  write.csv(data.frame(code = c("A1", "B2", "C3"), sex = c(1, 2, 2)),
            file.path(dirname(path), "pre.csv"), row.names = FALSE)
  expected <- read_study(path)
  saved <- withr::local_tempfile()
  saveRDS(unclass(expected), saved)
  code <- c(
    "library(pairwave)", sprintf("study <- read_study('%s')", path),
    sprintf("stopifnot(identical(unclass(study), readRDS('%s')))", saved),
    "cohort <- read_cohort(study)",
    "stopifnot(identical(cohort$study$disclosure, list(threshold = 5L)))",
    "cat(l10n_info()$`UTF-8`, l10n_info()$`Latin-1`, 'whole\n')"
  )
  expect_identical(run_in_locale("C", code)$lines, "FALSE FALSE whole")
  locales <- withr::local_tempdir()
  if (!latin1_locale(locales)) skip("localedef can't make a locale in Latin-1")
  expect_identical(run_in_locale("en_GB.iso88591", code, c(LOCPATH = locales))$lines,
                   "FALSE TRUE whole")
})

test_that("the command keeps the disclosure profile, and says what was warned of", {
  skip_on_os("windows")
  path <- raw_study(odd_study)
  writeLines(c("code,sex,sex", "A1,1,1", "B2,2,2", "C3,2,2", "D4,2,1", "E5,2,1"),
             file.path(dirname(path), "pre.csv"))
  said <- run_in_locale("C", sprintf(
    "quit(status = pairwave:::run_command(c('codebook', '%s')))", path
  ))
  expect_identical(said$status, 0L)
  expect_match(said$lines, "^Warning: .*names", all = FALSE)
  said <- run_in_locale("C", sprintf(
    "print(pairwave::demographics(pairwave::read_cohort('%s')))", path
  ))
  expect_match(said$lines, "threshold of 5|\\[c\\]", all = FALSE)
})

test_that("cut at any character, a study has what stands before, or is refused", {
  # A file that lost its end mid-character is no longer UTF-8; in any encoding
  # that is not UTF-8 it is named, never cut.
  bytes <- charToRaw(odd_study)
  starts <- which(bytes >= as.raw(0xc0))
  for (at in starts) {
    expect_error(read_study(raw_study(bytes[seq_len(at)])), "not valid UTF-8",
                 class = "pairwave_error_study")
  }
  for (encoding in c("latin1", "windows-1252")) {
    other <- iconv("waves: {pre: {file: pre.csv, label: Caf\u00e9}}\nid: {column: code}\n",
                   "UTF-8", encoding, toRaw = TRUE)[[1]]
    expect_error(read_study(raw_study(other)), "Line 1 is not valid UTF-8")
  }
})

test_that("a byte order mark and any line ends are taken", {
  bom <- as.raw(c(0xef, 0xbb, 0xbf))
  plain <- read_study(raw_study(odd_study))
  same <- c("waves", "id", "demographics", "undisclosed", "disclosure")
  crlf <- gsub("\n", "\r\n", odd_study, fixed = TRUE)
  for (bytes in list(c(bom, charToRaw(odd_study)), charToRaw(crlf))) {
    expect_identical(read_study(raw_study(bytes))[same], plain[same])
  }
  platform <- parse_study_yaml(system.file("answers.yml", package = "pairwave"))
  expect_gt(length(unlist(platform)), 20)
})

test_that("a study in another encoding is refused in words that help", {
  text <- "waves: {pre: {file: pre.csv}}\nid: {column: code}\ntitle: Caf\u00e9\n"
  in_encoding <- function(encoding) {
    raw_study(iconv(text, "UTF-8", encoding, toRaw = TRUE)[[1]])
  }
  decisions <- raw_study(iconv("code_one,code_other,decision\n\u00e9,b,same\n", "UTF-8", "latin1",
                               toRaw = TRUE)[[1]], name = "link-decisions.csv")
  expect_snapshot(error = TRUE, {
    read_study(in_encoding("latin1"))
    read_study(in_encoding("UTF-16"))
    read_study(in_encoding("UTF-16LE"))
    read_study(raw_study(c(charToRaw("waves:\n  pre: {file: a"), as.raw(0), charToRaw(".csv}\n"))))
    read_decisions(decisions)
  })
  path <- raw_study(enc2utf8("code_one,code_other,decision\n\u0141\u00f3,b,same\n"))
  expect_identical(read_decisions(path)$code_one, "\u0141\u00f3")
})

test_that("a study that is too deep or too long is refused at once", {
  deep <- function(open, close, n = 50000) {
    raw_study(paste0("waves: {pre: {file: a.csv}}\nid: {column: code}\ntitle: ",
                     strrep(open, n), strrep(close, n), "\n"))
  }
  waves <- paste0("  w", 1:30000, ": {file: a.csv}", collapse = "\n")
  long <- raw_study(paste0("waves:\n", waves, "\nid: {column: code}\n"))
  spent <- system.time(expect_snapshot(error = TRUE, {
    read_study(deep("[", "]"))
    read_study(long)
  }))
  for (path in c(deep("{a: ", "}"), deep("- ", ""), deep("[ \n", "]"))) {
    expect_error(read_study(path), class = "pairwave_error_study")
  }
  expect_lt(spent[["elapsed"]], 5)
  skip_on_os("windows")
  expect_error(read_study("/dev/zero"), "over 20 MB", class = "pairwave_error_study")
  expect_error(read_study("/dev/null"), class = "pairwave_error_study")
  # Brackets in texts are no nesting.
  labels <- paste0("  - {column: c", 1:300, ", label: \"[0, 1) (\"}", collapse = "\n")
  study <- read_study(raw_study(paste0(
    "# - - - -", strrep(" -", 400), "\nwaves: {pre: {file: a.csv}}\nid: {column: code}\n",
    "demographics:\n", gsub("[0, 1) (", ")] ", labels, fixed = TRUE), "\n"
  )))
  expect_length(study$demographics, 300)
})
