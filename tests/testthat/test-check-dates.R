test_that("dates are read where the study or the platform names them", {
  cohort <- suppressWarnings(read_cohort(
    write_study_files(clean_files(), withr::local_tempdir())
  ))
  days <- wave_dates("pre", cohort)
  expect_identical(min(days), as.double(as.Date("2019-10-01")))
  cohort$study$waves$pre$date <- NULL
  expect_null(wave_dates("pre", cohort))
  attr(cohort$surveys$pre, "survey")$completed <- "done"
  expect_identical(wave_dates("pre", cohort), days)
  cohort$surveys$pre$done <- as.POSIXct(cohort$surveys$pre$done, tz = "UTC")
  expect_identical(wave_dates("pre", cohort), days)
})

test_that("one person out of order is one finding, a whole wave another", {
  one <- findings_after(put("post", "done", 6, "2019-09-01"))
  expect_identical(one$rule, "dates_out_of_order")
  expect_identical(one$count, 1L)
})
