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
  skip_without_program("sha256sum")
  expect_identical(
    found, sub(" .*", "", system2("sha256sum", shQuote(file), stdout = TRUE))
  )
})

test_that("a cohort with a profile names neither its files nor their checksums", {
  from <- provenance(profiled_cohort("hesa"))
  expect_identical(from$what, c("R", "pairwave"))
  expect_true(all(is.na(from$sha256)))
  expect_false(any(grepl("sav|csv", format(from))))
})

test_that("another byte in a file is another checksum", {
  folder <- withr::local_tempdir()
  demo <- system.file("extdata", "demo", package = "pairwave")
  file.copy(list.files(demo, full.names = TRUE), folder)
  before <- provenance(read_cohort(file.path(folder, "study.yml")))
  expect_identical(before, provenance(demo_cohort()), ignore_attr = TRUE)
  cat("# One more line.\n", file = file.path(folder, "study.yml"), append = TRUE)
  after <- provenance(read_cohort(file.path(folder, "study.yml")))
  expect_identical(before$sha256 == after$sha256, ifelse(is.na(before$sha256), NA, before$what != "Study"))
  table <- as_print_table(after)
  expect_identical(table$body$`SHA-256`, ifelse(is.na(after$sha256), "", after$sha256))
  expect_identical(table$body$Name, after$name)
})

test_that("a study written in R has no file of its own", {
  cohort <- edge_cohorts$one_wave()
  from <- provenance(cohort)
  expect_identical(from$what, c("Wave: pre", "R", "pairwave"))
  expect_error(provenance(1), class = "pairwave_error_argument")
})

test_that("the files of coded material and of its framework are among the sources", {
  from <- provenance(read_cohort(coded_study()))
  expect_identical(
    from$name[grepl("^(Codes|Key|Framework)", from$what)],
    c("answers.csv", "talk.csv", "key.csv", "frame.csv")
  )
  expect_false(anyNA(from$sha256[grepl("^(Codes|Key|Framework)", from$what)]))
})
