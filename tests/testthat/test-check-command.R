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
