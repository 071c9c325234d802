test_that("a cohort's people and scores come back from the file", {
  cohort <- demo_cohort()
  for (shape in c("wide", "long")) {
    path <- withr::local_tempfile(fileext = ".sav")
    write_cohort(cohort, path, shape = shape)
    frame <- as.data.frame(cohort, shape = shape)
    read <- read_survey(path)
    expect_identical(nrow(read), nrow(frame))
    expect_length(read, length(frame))
    expect_identical(bare_values(read$person), as.double(frame$person))
    scores <- grep("self_efficacy", names(frame), value = TRUE)
    expect_gt(length(scores), 0)
    for (name in scores) expect_identical(bare_values(read[[name]]), bare_values(frame[[name]]))
    labels <- lapply(frame, attr, "label")
    expect_identical(lapply(read, attr, "label")[scores], labels[scores])
    # No code of a person is in the file.
    codes <- unlist(lapply(cohort$surveys, function(x) as.character(x[[cohort$study$id$column[1]]])))
    texts <- unlist(lapply(read, function(x) as.character(bare_values(x))))
    expect_length(intersect(setdiff(codes, c(NA, "")), texts), 0)
  }
})

test_that("under a disclosure profile a cohort is written for internal use only", {
  cohort <- demo_cohort()
  cohort$study$disclosure <- "hesa"
  path <- withr::local_tempfile(fileext = ".sav")
  expect_snapshot(write_cohort(cohort, path), error = TRUE)
  expect_false(file.exists(path))
  write_cohort(cohort, path, audience = "internal")
  expect_true(file.exists(path))
  expect_snapshot(write_cohort(1, path), error = TRUE)
})

test_that("names of scales and waves become names that SPSS takes, each another", {
  expect_identical(sav_unique_names(c("a", "A", "one two", "one_two", "with")),
                   c("a", "A_1", "one_two", "one_two_1", "with_1"))
})
