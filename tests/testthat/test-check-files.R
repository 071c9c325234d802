test_that("everything that keeps files from being read is said at once", {
  found <- findings_after(function(files) {
    files$waves$post$g4 <- NULL
    names(files$waves$pre)[names(files$waves$pre) == "b2"] <- "b_2"
    files$waves$six_month <- files$waves$six_month[0, ]
    files
  })
  expect_identical(found$rule, c("wave_empty", "column_lost", "column_lost"))
  expect_identical(found$variable, c(NA, "b2", "g4"))
  expect_snapshot(found)
})

test_that("answers that can't be used are counted and the rest is checked", {
  found <- findings_after(function(files) {
    files$waves$post$g3[1:3] <- 9
    files$waves$post$b1[2] <- "none"
    files$waves$post$code[9] <- NA
    files
  })
  expect_identical(found$rule, c("not_numeric", "out_of_range", "no_code"))
  expect_identical(found$count, c(1L, 3L, 1L))
})

test_that("a study without its files can't be checked", {
  plan <- study(waves = c(pre = "nowhere.csv"), id = "code", dir = tempdir())
  expect_error(check_cohort(plan), class = "pairwave_error_cohort")
})

test_that("bytes that are no text are a finding, and no answer is shown", {
  dir <- withr::local_tempdir()
  path <- system.file("extdata", "demo", "pre.sav", package = "pairwave")
  bytes <- readBin(path, "raw", file.size(path))
  code <- read_survey(path)$code[2]
  bytes[grepRaw(code, bytes, fixed = TRUE)] <- as.raw(0xff)
  writeBin(bytes, file.path(dir, "pre.sav"))
  found <- check_cohort(study(waves = c(pre = "pre.sav"), id = "code", dir = dir))
  expect_identical(found$rule, "text_damaged")
  expect_no_match(unlist(found), substring(code, 2))
})
