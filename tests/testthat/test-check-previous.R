test_that("the study may name the cohort before", {
  before <- withr::local_tempdir()
  files <- clean_files()
  write_study_files(files, before)
  yaml::write_yaml(files$study, file.path(before, "study.yml"))
  files$study$checks$previous <- file.path(before, "study.yml")
  files$study$scales$confidence$items <- "g1:g9"
  files$waves$pre <- files$waves$pre[-(1:4), ]
  found <- check_cohort(write_study_files(files, withr::local_tempdir()))
  expect_true(all(c("scale_changed", "fewer_records") %in% found$rule))
  expect_match(found$message[found$rule == "scale_changed"], "its items")
  expect_identical(found$count[found$rule == "fewer_records"], 56L)
})
