demo_cohort <- function() {
  read_cohort(system.file("extdata", "demo", "study.yml", package = "pairwave"))
}

test_that("the demo study knits into one page that holds its tables", {
  skip_if_not_installed("rmarkdown")
  skip_if_not(rmarkdown::pandoc_available(), "pandoc is not installed")
  path <- withr::local_tempfile(fileext = ".html")
  cohort <- demo_cohort()
  expect_identical(expect_invisible(report(cohort, path)), path)
  page <- paste(readLines(path, encoding = "UTF-8"), collapse = "\n")
  expect_match(page, paste0("<title>", cohort$study$title, "</title>"),
               fixed = TRUE)
  expect_match(page, "Total Participants N (%)", fixed = TRUE)
  expect_match(page, "11 (73.3)", fixed = TRUE)
  expect_match(page, "self.efficacy", ignore.case = TRUE)
  expect_no_match(page, "<script[^>]+src=\"http")
})

test_that("a report names what it cannot work with, and writes nothing", {
  cohort <- structure(list(study = list(title = "T")), class = "pairwave_cohort")
  expect_snapshot(error = TRUE, {
    report(data.frame(), "x.html")
    report(cohort, "x.pages")
    report(cohort, "no-such-folder/x.html")
  })
})

test_that("a failing report leaves the earlier one as it was", {
  skip_if_not_installed("rmarkdown")
  skip_if_not(rmarkdown::pandoc_available(), "pandoc is not installed")
  path <- withr::local_tempfile(fileext = ".html", lines = "the earlier report")
  broken <- structure(list(study = list(title = "T")), class = "pairwave_cohort")
  expect_error(report(broken, path))
  expect_identical(readLines(path), "the earlier report")
})

test_that("provenance names every file with its checksum and no folder", {
  from <- provenance(demo_cohort())
  expect_s3_class(from, "pairwave_provenance")
  expect_identical(from$what,
                   c("Study", "Wave: pre", "Wave: post", "Wave: six_month",
                     "Attendance", "R", "pairwave"))
  expect_false(any(grepl("/", from$name)))
  file <- system.file("extdata", "demo", "pre.sav", package = "pairwave")
  found <- from$sha256[from$what == "Wave: pre"]
  expect_match(found, "^[0-9a-f]{64}$")
  skip_if(!nzchar(Sys.which("sha256sum")), "sha256sum is not installed")
  expect_identical(
    found, sub(" .*", "", system2("sha256sum", shQuote(file), stdout = TRUE))
  )
})
