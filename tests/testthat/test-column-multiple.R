test_that("a set is found by its name, with SPSS's sign and without", {
  survey <- structure(data.frame(h1 = 1, h2 = 0), survey = list(mr_sets = list(
    new_multiple_set("$helped", "What helped?", c("h1", "h2")),
    list(name = "other", label = "Which?", kind = "categories", counted = NA_character_, variables = c("o1", "o2"))
  )))
  found <- declared_sets(survey)
  expect_identical(names(found), c("$helped", "other", "helped"))
  expect_identical(found$helped, list(columns = c("h1", "h2"), label = "What helped?", counted = "1"))
  expect_identical(found[["$helped"]], found$helped)
  # Categories count no value of their own.
  expect_null(found$other$counted)
  expect_identical(mr_sets(survey)[[1]]$kind, "dichotomies")
})

test_that("a survey without sets has none", {
  expect_identical(declared_sets(data.frame(a = 1)), list())
  expect_identical(declared_sets(demo_survey()), list())
})

test_that("a set is counted by its name, each of its columns as one answer", {
  withr::local_seed(24)
  survey <- as.data.frame(lapply(c(h1 = "Talks", h2 = "Groups", h3 = "Food"), function(option) {
    structure(sample(c(TRUE, FALSE), 20, TRUE), label = paste("What helped?:", option))
  }))
  attr(survey, "survey") <- list(mr_sets = list(new_multiple_set("helped", "What helped?", names(survey))))
  counted <- demographics(survey, columns = "helped")
  for (column in names(survey)) {
    option <- sub("^.*: ", "", attr(survey[[column]], "label"))
    row <- grepl(option, counted$level_label, fixed = TRUE)
    expect_identical(counted$n[row], sum(survey[[column]]), info = option)
  }
})
