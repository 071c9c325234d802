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
  # A report of JUnit has the time in it.
  plain <- function(lines) sub("timestamp=\"[^\"]*\"", "", lines)
  withr::local_dir(withr::local_tempdir())
  formats <- option_choices$format
  all <- command("check", demo_study(), rbind("--format", formats, "--output", formats))
  expect_identical(all$said, character())
  for (format in formats) {
    written <- readLines(format)
    shown <- if (format == "markdown") escape_markdown(found$rule) else found$rule
    for (rule in shown) expect_true(any(grepl(rule, written, fixed = TRUE)), info = format)
  }
  for (format in few_or_many(c("junit", "github"), formats)) {
    expect_identical(plain(command("check", demo_study(), "--format", format)$said), plain(readLines(format)))
  }
})

test_that("one run writes several files, each in its format", {
  withr::local_dir(withr::local_tempdir())
  done <- command("check", demo_study(), "--format=github", "--format", "junit", "--output", "a.txt",
                  "--output", "b.json", "--format", "gitlab", "--output=c.json", "--output", "d.md")
  expect_match(done$said, "^::")
  expect_match(readLines("a.txt")[1], "<?xml", fixed = TRUE)
  expect_identical(readLines("b.json")[1], "{")
  expect_identical(readLines("c.json")[1], "[")
  expect_match(readLines("d.md")[1], "## Findings", fixed = TRUE)
  command("check", demo_study(), "--output", "e.txt", "--format", "json")
  expect_identical(readLines("e.txt")[1], "{")
})

test_that("annotations come with a summary of the job", {
  path <- withr::local_tempfile()
  withr::local_envvar(GITHUB_STEP_SUMMARY = path)
  command("check", demo_study(), "--format", "text")
  expect_false(file.exists(path))
  command("check", demo_study(), "--format", "github")
  expect_match(readLines(path)[1], "## Findings for study.yml", fixed = TRUE)
})

test_that("a cohort that can't be read has its reports too, and no answer is in them", {
  secret <- "Zyxwv77"
  broken <- list(
    absent = function() unlink("post.csv"),
    study = function() writeLines("waves: 3", "study.yml"),
    yaml = function() writeLines("waves: {pre: [", "study.yml"),
    bytes = function() writeBin(as.raw(c(0x50, 0x4b, 3, 4, 0, 0, 0, 0)), "post.csv"),
    page = function() writeLines(paste0("<html><body>", secret, "</body></html>"), "post.csv"),
    nothing = function() file.create("post.csv"),
    list = function() writeLines(c("who", secret), "attendance.csv"),
    twice = function() writeLines(c("code,code", paste0(secret, ",", secret)), "post.csv")
  )
  whole <- clean_files()
  whole$waves$post$code[1:5] <- secret
  whole$waves$post$g1[3] <- secret
  whole$waves$post$sex[4] <- secret
  for (name in names(broken)) {
    withr::with_dir(withr::local_tempdir(), {
      write_study_files(whole, ".")
      writeLines(c("waves: {pre: {file: pre.csv}, post: {file: post.csv}}", "id: {column: code, max_edits: 1}",
                   "scales: {a: {items: g1:g10, range: [1, 4]}}", "demographics: [{column: sex}]",
                   if (name == "list") "attendance: {file: attendance.csv, id: code}"), "study.yml")
      broken[[name]]()
      withr::local_envvar(GITHUB_STEP_SUMMARY = "summary.md")
      done <- command("check", "study.yml", "--format", "github", "--output", "a.xml", "--output", "b.json",
                      "--format", "gitlab", "--output", "c.json", "--output", "d.html", "--format", "github")
      made <- c("a.xml", "b.json", "c.json", "d.html", "summary.md")
      # (The first output is that of the first format: annotations, with the summary.)
      expect_true(all(file.exists(made)), info = name)
      expect_true(done$status > 0, info = name)
      if (done$status == 2L) {
        expect_match(done$errors[1], "^Error: ", info = name)
        expect_match(done$said, "^::error file=study.yml.*title=unreadable::", info = name)
        expect_match(readLines("summary.md"), "could not be read", all = FALSE, info = name)
      }
      said <- c(unlist(lapply(made, readLines, warn = FALSE)), done$said, done$errors)
      expect_no_match(said, secret)
    })
  }
})

test_that("waves of which nobody was linked fail, and so does a single such wave", {
  withr::local_dir(withr::local_tempdir())
  for (wave in c("pre", "post", "late")) {
    writeLines(c("code,q1,q2,q3", sprintf("%s%02d,%d,2,3", wave, 1:10, 1:10 %% 4 + 1)), paste0(wave, ".csv"))
  }
  writeLines(c("waves: {pre: {file: pre.csv}, post: {file: post.csv}}", "id: {column: code}"), "two.yml")
  expect_identical(command("check", "two.yml")$status, 1L)
  file.copy("pre.csv", "post.csv", overwrite = TRUE)
  writeLines(c("waves: {pre: {file: pre.csv}, post: {file: post.csv}, late: {file: late.csv}}",
               "id: {column: code}", "checks: {ignore: [wave_twice]}"), "three.yml")
  expect_identical(command("check", "three.yml")$status, 1L)
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
    "chck", "check", c("check", "a.yml", "b.yml"), c("check", "a.yml", "--form", "text"),
    c("check", "a.yml", "--format", "xml"), c("check", "a.yml", "--format=xml"), c("check", "a.yml", "--fail-on"),
    c("check", "a.yml", "--fail-on", "errors"), c("check", "a.yml", "--output"),
    c("check", "a.yml", "--output", "--format", "json"), c("check", "-f", "json", "a.yml"),
    c("check", "a.yml", "--format", "json", "--format", "text"), c("report", "a.yml"),
    c("report", "a.yml", "--format", "text"), c("codebook"), c("codebook", "a.sav", "-o", "a.html"),
    c("codebook", "a.sav", "--outptu", "a.html"), c("check", "no-such.yml")
  )
  expect_snapshot(for (args in wrong) {
    tried <- command(args)
    cat("$ pairwave ", paste(args, collapse = " "), "\n", tried$status, " ",
        paste(tried$errors, collapse = "\n  "), "\n", sep = "")
  })
})

test_that("each command tells how it is used", {
  for (name in names(command_options)) {
    for (help in c("--help", "-h")) {
      asked <- command(name, help)
      expect_identical(asked$status, 0L)
      expect_match(asked$said[1], paste("Usage: pairwave", name), fixed = TRUE)
      for (option in command_options[[name]]) expect_match(asked$said, paste0("--", option), all = FALSE)
      expect_match(asked$said, "Exit status: 0", all = FALSE)
    }
  }
  expect_identical(command("check", "a.yml", "--help")$status, 0L)
  for (format in option_choices$format) expect_match(command_details$check, format, all = FALSE)
  for (ending in result_endings) expect_match(help_of_command("codebook"), paste0("[.]", ending), all = FALSE)
  for (ending in report_endings) expect_match(help_of_command("report"), paste0("[.]", ending), all = FALSE)
  expect_true(all(nchar(unlist(lapply(names(command_options), help_of_command))) <= 88))
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
  at <- function(ending) file.path(folder, paste0("book", ending))
  first <- function(ending) {
    expect_identical(command("codebook", file, "--output", at(ending))$status, 0L)
    readLines(at(ending), n = 1, warn = FALSE)
  }
  expect_identical(first(".html"), "<!DOCTYPE html>")
  expect_identical(first(".json"), "{")
  expect_match(first(".csv"), "^wave,name,label|^name,label|,name,")
  expect_match(first(".md"), "^Table: pre.sav|^[|]")
  expect_match(first(".txt"), "^pre.sav")
  # A workbook and a Word file are archives, which begin so.
  archive <- as.raw(c(0x50, 0x4b, 3, 4))
  expect_identical(command("codebook", file, "--output", at(".xlsx"))$status, 0L)
  expect_identical(readBin(at(".xlsx"), "raw", 4), archive)
  if (requireNamespace("flextable", quietly = TRUE)) {
    expect_identical(command("codebook", file, "--output", at(".docx"))$status, 0L)
    expect_identical(readBin(at(".docx"), "raw", 4), archive)
  }
  unknown <- command("codebook", file, "--output", at(".foo"))
  expect_identical(unknown$status, 2L)
  expect_match(paste(unknown$errors, collapse = " "), "must be .*[.]xlsx")
  expect_false(file.exists(at(".foo")))
})

test_that("of a study of tables the commands say what a script of R has to", {
  withr::local_dir(withr::local_tempdir())
  writeLines(c(
    "sources: {warehouse: {}}",
    "waves: {pre: {source: warehouse, table: pre}, post: {source: warehouse, table: post}}",
    "id: {column: code}", "demographics: [{column: sex}]"
  ), "study.yml")
  expect_snapshot(for (args in list(c("check", "study.yml"), c("codebook", "study.yml"),
                                    c("report", "study.yml", "--output", "page.html"))) {
    tried <- command(args)
    cat("$ pairwave ", paste(args, collapse = " "), "\n", tried$status, " ",
        paste(tried$errors, collapse = "\n  "), "\n", sep = "")
  })
  # Whatever reads the findings of the job is told as well.
  written <- command("check", "study.yml", "--format", "github")
  expect_match(written$said, "quit(status = check_fails(found))", fixed = TRUE, all = FALSE)
  # What is told is a program that runs.
  lines <- grep("^ *`", command("check", "study.yml")$errors, value = TRUE)
  expect_length(parse(text = gsub("`", "", lines)), 2)
})
