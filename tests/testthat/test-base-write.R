# Faults are many where PAIRWAVE_FAULTS says how many; a few in every run.
faults <- function(few) {
  as.integer(Sys.getenv("PAIRWAVE_FAULTS", few))
}

text_of <- function(path) rawToChar(readBin(path, "raw", file.size(path)))

test_that("a text or bytes become the whole of a file", {
  path <- withr::local_tempfile()
  expect_identical(expect_invisible(write_file(c("one", "tw\u00f6"), path)), path)
  expect_identical(readBin(path, "raw", 20), c(charToRaw("one\ntw"), as.raw(c(0xc3, 0xb6, 0x0a))))
  write_file(as.raw(c(0, 1, 255)), path)
  expect_identical(readBin(path, "raw", 10), as.raw(c(0, 1, 255)))
  expect_identical(list.files(dirname(path), "^pairwave-.{6}$"), character())
})

test_that("permissions are those of the earlier file, or the owner's alone", {
  skip_on_os("windows")
  folder <- withr::local_tempdir()
  path <- file.path(folder, "x")
  before <- Sys.umask("022")
  withr::defer(Sys.umask(before))
  write_file("a", path)
  expect_identical(format(file.mode(path)), "644")
  Sys.chmod(path, "664", use_umask = FALSE)
  write_file("b", path)
  expect_identical(format(file.mode(path)), "664")
  write_file("c", path, private = TRUE)
  expect_identical(format(file.mode(path)), "600")
})

test_that("a link stays a link", {
  skip_on_os("windows")
  folder <- withr::local_tempdir()
  writeLines("old", file.path(folder, "there"))
  file.symlink("there", file.path(folder, "link"))
  write_file("new", file.path(folder, "link"))
  expect_identical(Sys.readlink(file.path(folder, "link")), "there")
  expect_identical(readLines(file.path(folder, "there")), "new")
})

test_that("what can't be written says so, and the earlier file stays", {
  skip_if_not(file.exists("/dev/full"), "there is no full device")
  folder <- withr::local_tempdir()
  of <- function(x) gsub("'file[0-9a-f]+'", "'folder'", gsub("'[^']*/", "'", x))
  expect_snapshot(error = TRUE, transform = of, {
    write_file("text", "/dev/full")
    write_file("text", file.path(folder, "none", "x"))
    write_file("text", folder)
  })
  expect_error(write_file("text", "/dev/full"), class = "pairwave_error_write")
})

test_that("half a file that another package left is no file", {
  path <- withr::local_tempfile(fileext = ".html", lines = "the earlier one")
  expect_snapshot(error = TRUE, transform = function(x) gsub("'[^']*/[^']*'", "'x'", x), {
    write_made_file(function(made) writeLines("<html><body>", made), path)
    write_made_file(function(made) NULL, path)
  })
  expect_identical(readLines(path), "the earlier one")
  write_made_file(function(made) writeLines("<html></html>", made), path)
  expect_identical(readLines(path), "<html></html>")
})

test_that("a lock is waited for, and given up", {
  skip_second_time()
  skip_on_os("windows")
  path <- withr::local_tempfile()
  with_file_lock(path, {
    expect_error(with_file_lock(path, NULL, seconds = 0.1), class = "pairwave_error_write")
    expect_snapshot(error = TRUE, transform = function(x) gsub("'[^']*/[^']*'", "'x'", x),
                    with_file_lock(path, NULL, seconds = 0))
  })
  expect_identical(with_file_lock(path, 1), 1)
  expect_error(with_file_lock(path, stop("inside")), "inside")
  expect_identical(with_file_lock(path, 2), 2)
})

# Runs `code` in a child with a limit on the size of files, as a full disk has
# one; a child says on its output what came of it.
on_full_disk <- function(code, arguments = character()) {
  skip_on_cran()
  skip_on_os("windows")
  script <- withr::local_tempfile(fileext = ".R", lines = code)
  run <- paste(c(shQuote(file.path(R.home("bin"), "Rscript")), shQuote(script),
                 shQuote(arguments)), collapse = " ")
  suppressWarnings(system2(
    "sh", c("-c", shQuote(paste0("trap '' XFSZ; ulimit -f 0; ", run))),
    stdout = TRUE, stderr = FALSE
  ))
}

test_that("on a full disk every writer has an error, and leaves the earlier file", {
  skip_second_time()
  folder <- withr::local_tempdir()
  demo <- system.file("extdata", "demo", package = "pairwave")
  file.copy(list.files(demo, full.names = TRUE), folder)
  dir.create(file.path(folder, ".github", "workflows"), recursive = TRUE)
  writers <- c(
    paste0("t.", setdiff(result_endings, "docx"), "=write_result(shares, path)"),
    "e.Rmd=use_report(path, existing = 'replace')",
    "draft.yml=use_study('pre.sav', path = path, existing = 'replace')",
    ".github/workflows/pairwave.yml=use_cohort_ci(package = 'github::us/pairwave', existing = 'replace')",
    "pairwave.gitlab-ci.yml=use_cohort_ci(package = 'github::us/pairwave', service = 'gitlab', existing = 'replace')",
    "link-decisions.csv=pairwave:::write_decisions(path, decided)",
    paste0("s.", c("sav", "zsav", "csv"), "=write_survey(decided, path)")
  )
  if (requireNamespace("flextable", quietly = TRUE)) {
    writers <- c(writers, "t.docx=write_result(shares, path)")
  }
  paths <- sub("=.*", "", writers)
  earlier <- c("\"code_one\",\"code_other\",\"decision\"", "\"A\",\"B\",\"same\"")
  for (path in paths) writeLines(earlier, file.path(folder, path))
  said <- on_full_disk(arguments = c(folder, writers), c(
    "library(pairwave)",
    "arguments <- commandArgs(TRUE)",
    "setwd(arguments[1])",
    "shares <- demographics(data.frame(sex = c('f', 'm', 'f')))",
    "decided <- data.frame(code_one = 'C', code_other = 'D', decision = 'same')",
    "for (writer in arguments[-1]) {",
    "  path <- sub('=.*', '', writer)",
    "  code <- parse(text = sub('^[^=]*=', '', writer))",
    "  kind <- tryCatch({eval(code); 'written'}, error = function(e) class(e)[1])",
    "  cat(path, kind, '\\n')",
    "}"
  ))
  # flextable stops by itself while it makes the file, in words of its own.
  kind <- stats::setNames(sub("^[^ ]* ", "", trimws(said)), sub(" .*", "", said))
  expect_setequal(names(kind), paths)
  expect_true(all(kind[setdiff(paths, "t.docx")] == "pairwave_error_write"), info = said)
  expect_true(all(kind != "written"))
  for (path in paths) expect_identical(readLines(file.path(folder, path)), earlier)
  expect_identical(list.files(folder, "^pairwave-.{6}$", recursive = TRUE), character())
})

test_that("the command has exit status 2 on a full disk", {
  skip_second_time()
  folder <- withr::local_tempdir()
  demo <- system.file("extdata", "demo", package = "pairwave")
  file.copy(list.files(demo, full.names = TRUE), folder)
  for (asked in list(c("check", "study.yml", "--format", "json"),
                     c("codebook", "pre.sav"))) {
    writeLines("earlier", file.path(folder, "x.txt"))
    said <- on_full_disk(arguments = c(folder, asked, "--output", "x.txt"), c(
      "arguments <- commandArgs(TRUE)", "setwd(arguments[1])",
      "cat(pairwave:::run_command(arguments[-1]))"
    ))
    expect_identical(said, "2")
    expect_identical(readLines(file.path(folder, "x.txt")), "earlier")
  }
})

# Runs `write` over and over in a child until it is killed.
killed <- function(write, seconds) {
  skip_on_cran()
  child <- parallel::mcparallel(repeat write(), silent = TRUE)
  Sys.sleep(seconds)
  tools::pskill(child$pid, tools::SIGKILL)
  parallel::mccollect(child, wait = TRUE)
}

test_that("whoever is killed while writing leaves the earlier file or the new one", {
  skip_second_time()
  skip_on_os("windows")
  folder <- withr::local_tempdir()
  path <- file.path(folder, "shares.csv")
  results <- lapply(c("a", "b"), function(letter) {
    demographics(data.frame(x = paste0(letter, 1:400)))
  })
  texts <- vapply(results, function(result) {
    text_of(write_result(result, path))
  }, "")
  times <- faults(5)
  moments <- withr::with_seed(1, stats::runif(times, 0.005, 0.15))
  found <- vapply(moments, function(moment) {
    turn <- 0
    suppressWarnings(killed(function() {
      turn <<- 3 - max(turn, 1)
      write_result(results[[turn]], path)
    }, moment))
    text_of(path)
  }, "")
  expect_true(all(found %in% texts))
})

# The bytes of a file, but for the moment that the header of an SPSS file has.
whole_survey <- function(path) {
  bytes <- readBin(path, "raw", file.size(path))
  if (!grepl("csv$", path)) bytes <- bytes[-(93:109)]
  bytes
}

test_that("whoever is killed while writing a survey leaves the earlier file or the new one", {
  skip_second_time()
  skip_on_os("windows")
  surveys <- lapply(c(1, 2), function(value) data.frame(x = rep(value + 0.5, 20000), t = "answer"))
  for (ending in c(".sav", ".zsav", ".csv")) {
    path <- withr::local_tempfile(fileext = ending)
    whole <- vapply(surveys, function(survey) {
      write_survey(survey, path)
      rlang::hash(whole_survey(path))
    }, "")
    times <- faults(2)
    for (moment in withr::with_seed(3, stats::runif(times, 0.005, 0.15))) {
      turn <- 0
      suppressWarnings(killed(function() {
        turn <<- 3 - max(turn, 1)
        write_survey(surveys[[turn]], path)
      }, moment))
      expect_true(rlang::hash(whole_survey(path)) %in% whole)
    }
  }
})

decision <- function(who, k) {
  data.frame(code_one = sprintf("%s%05dA", who, k), code_other = sprintf("%s%05dB", who, k),
             decision = "same")
}

test_that("whoever is killed while deciding links leaves every decision made", {
  skip_second_time()
  skip_on_os("windows")
  path <- withr::local_tempfile(fileext = ".csv")
  done <- withr::local_tempfile()
  write_decisions(path, do.call(rbind, lapply(1:300, decision, who = "X")))
  times <- faults(5)
  moments <- withr::with_seed(2, stats::runif(times, 0.005, 0.15))
  k <- 300
  for (moment in moments) {
    suppressWarnings(killed(function() {
      k <<- k + 1
      write_decisions(path, decision("X", k))
      writeLines(as.character(k), done)
    }, moment))
    kept <- nrow(read_decisions(path))
    said <- if (file.exists(done)) as.integer(readLines(done)) else 300L
    expect_gte(kept, max(c(300L, said)))
    expect_identical(read_decisions(path)$code_one, sprintf("X%05dA", seq_len(kept)))
    k <- kept
  }
})

test_that("what two sessions decide at once is kept", {
  skip_second_time()
  skip_on_os("windows")
  path <- withr::local_tempfile(fileext = ".csv")
  times <- faults(20)
  writers <- lapply(c("Y", "Z"), function(who) {
    parallel::mcparallel(for (k in seq_len(times)) write_decisions(path, decision(who, k)),
                         silent = TRUE)
  })
  out <- parallel::mccollect(writers)
  expect_false(any(vapply(out, inherits, NA, "try-error")))
  expect_identical(
    read_decisions(path)$code_one,
    sprintf("%s%05dA", rep(c("Y", "Z"), each = times), rep(seq_len(times), 2))
  )
  expect_identical(format(file.mode(path)), "600")
})
