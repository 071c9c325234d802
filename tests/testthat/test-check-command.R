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

test_that("both formats name every finding", {
  found <- check_cohort(demo_study())
  text <- command("check", demo_study())$said
  for (rule in found$rule) expect_true(any(grepl(rule, text)))
  lines <- command("check", demo_study(), "--format", "github")$said
  expect_identical(
    sub("::.*", "", sub("^::", "", lines)),
    paste0(found$severity, " title=", found$rule)
  )
})

test_that("GitHub's lines are escaped", {
  found <- check_cohort(demo_study())[1, ]
  found$message <- "5% of\nthem"
  expect_output(write_findings(found, "github"), "5%25 of%0Athem", fixed = TRUE)
})

test_that("a wrong command line is told what is wrong", {
  expect_identical(command("--version")$said,
                   as.character(utils::packageVersion("pairwave")))
  expect_match(command("--help")$said[1], "^pairwave check")
  expect_identical(command()$status, 2L)
  for (args in list("chck", "check", c("check", "a.yml", "b.yml"),
                    c("check", "a.yml", "--form", "text"),
                    c("check", "a.yml", "--format", "xml"))) {
    expect_identical(command(args)$status, 2L)
  }
  expect_match(command("check", "a.yml", "--format", "xml")$errors[1],
               "--format must be one of text, github.", fixed = TRUE)
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
