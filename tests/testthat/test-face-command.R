demo_study <- function() {
  system.file("extdata", "demo", "study.yml", package = "pairwave")
}
# Status and what was said on either stream.
command <- function(...) {
  errors <- withr::local_tempfile()
  stream <- file(errors, "w")
  sink(stream, type = "message")
  said <- tryCatch(
    utils::capture.output(status <- run_command(c(...))),
    finally = {
      sink(type = "message")
      close(stream)
    }
  )
  list(status = status, said = said, errors = readLines(errors))
}

test_that("the exit status says what was found", {
  expect_identical(command("check", demo_study())$status, 0L)
  expect_identical(
    command("check", demo_study(), "--fail-on", "warning")$status, 1L
  )
  expect_identical(
    command("check", demo_study(), "--fail-on", "never")$status, 0L
  )
  broken <- withr::local_tempfile(lines = "waves: 3", fileext = ".yml")
  found <- command("check", broken)
  expect_identical(found$status, 2L)
  expect_match(found$errors[1], "^Error: ")
  expect_identical(found$said, character())
})

test_that("every format is written, to the screen or to a file", {
  found <- check_cohort(demo_study())
  for (format in option_choices$format) {
    said <- command("check", demo_study(), "--format", format)$said
    for (rule in found$rule) expect_true(any(grepl(rule, said)), info = format)
    path <- withr::local_tempfile()
    to_file <- command("check", demo_study(), "--format", format, "--output", path)
    expect_identical(to_file$said, character())
    # A report of JUnit has the time in it.
    plain <- function(lines) sub("timestamp=\"[^\"]*\"", "", lines)
    expect_identical(plain(readLines(path)), plain(said))
  }
})

test_that("annotations come with a summary of the job", {
  path <- withr::local_tempfile()
  withr::local_envvar(GITHUB_STEP_SUMMARY = path)
  command("check", demo_study(), "--format", "text")
  expect_false(file.exists(path))
  command("check", demo_study(), "--format", "github")
  expect_match(readLines(path)[1], "## Findings for study.yml", fixed = TRUE)
})

test_that("the cohort before can be named", {
  expect_identical(
    command("check", demo_study(), "--previous", demo_study())$status, 0L
  )
})

test_that("a report is written from the shell", {
  skip_second_time()
  skip_if_not(rmarkdown::pandoc_available())
  path <- withr::local_tempfile(fileext = ".html")
  done <- command("report", demo_study(), "--output", path)
  expect_identical(done$status, 0L)
  expect_identical(done$said, path)
  expect_gt(file.size(path), 1000)
  expect_identical(command("report", demo_study(), "--output", "x.txt")$status, 2L)
})

test_that("a wrong command line is told what is wrong", {
  expect_identical(command("--version")$said,
                   as.character(utils::packageVersion("pairwave")))
  expect_identical(command("--help")$said, command_help)
  expect_identical(command()$status, 2L)
  wrong <- list(
    "chck", "check", c("check", "a.yml", "b.yml"),
    c("check", "a.yml", "--form", "text"), c("check", "a.yml", "--format", "xml"),
    c("check", "a.yml", "--fail-on"), c("check", "a.yml", "--output"),
    c("report", "a.yml"), c("report", "a.yml", "--format", "text")
  )
  expect_snapshot(for (args in wrong) {
    tried <- command(args)
    cat(tried$status, " ", tried$errors[1], "\n", sep = "")
  })
})

test_that("the command runs from a shell", {
  skip_on_cran()
  skip_on_os("windows")
  file <- system.file("bin", "pairwave", package = "pairwave")
  status <- withr::with_envvar(
    c(R_LIBS = paste(.libPaths(), collapse = .Platform$path.sep)),
    system2(file.path(R.home("bin"), "Rscript"),
            c(shQuote(file), "check", shQuote(demo_study()),
              "--fail-on", "warning"), stdout = FALSE, stderr = FALSE)
  )
  expect_identical(status, 1L)
})

test_that("no line of the log is a command of a workflow", {
  said <- say_plainly(c("x\n::error::a\n  ::add-mask::true", "\u001b[31m::stop-commands::x", "a ##[error]b", ""))
  expect_identical(strsplit(paste(said, collapse = "\n"), "\n")[[1]],
                   c("x", "| ::error::a", "  | ::add-mask::true", "| ::stop-commands::x", "a ## [error]b"))
  folder <- withr::local_tempdir()
  study <- file.path(folder, "study.yml")
  writeLines(c("waves: {pre: {file: a.csv}}", "id: {column: code}",
               "\"x\\n::error::a\\n::add-mask::true\": 1"), study)
  said <- withr::with_tempfile("to", {
    con <- file(to, "w")
    sink(con, type = "message")
    tryCatch(run_command(c("check", study)), finally = {
      sink(type = "message")
      close(con)
    })
    readLines(to)
  })
  expect_true(any(grepl("add-mask", said)))
  expect_no_match(said, "^\\s*::")
})

test_that("a codebook has the format of its file's ending", {
  folder <- withr::local_tempdir()
  file <- system.file("extdata", "demo", "pre.sav", package = "pairwave")
  first <- function(ending) {
    path <- file.path(folder, paste0("book", ending))
    expect_identical(run_command(c("codebook", file, "--output", path)), 0L)
    readLines(path, n = 1)
  }
  expect_identical(first(".html"), "<!DOCTYPE html>")
  expect_identical(first(".json"), "{")
  expect_match(first(".csv"), "^wave,name,label|^name,label|,name,")
  expect_match(first(".md"), "^Table: pre.sav|^[|]")
  expect_match(first(".txt"), "^pre.sav")
  expect_identical(suppressMessages(run_command(c("codebook", file, "--output", file.path(folder, "x.xls")))), 2L)
})
