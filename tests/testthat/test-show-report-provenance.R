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

test_that("a protected cohort names neither its files nor their checksums", {
  from <- provenance(protected_cohort("hesa"))
  expect_identical(from$what, c("R", "pairwave"))
  expect_true(all(is.na(from$sha256)))
  expect_false(any(grepl("sav|csv", format(from))))
})
