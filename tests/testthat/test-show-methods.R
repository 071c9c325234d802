all_results <- function(cohort) {
  waves <- length(cohort$study$waves)
  list(
    if (waves > 1) paired_change(cohort), if (waves > 1) item_change(cohort),
    if (waves > 2) persistence(cohort), scale_reliability(cohort),
    if (waves < 2) wave_means(cohort), if (waves > 1) attrition(cohort)
  )
}

test_that("the demo's methods read as a paper would have them", {
  cohort <- demo_cohort()
  methods <- describe_methods(cohort, results = all_results(cohort))
  expect_snapshot(methods)
  expect_snapshot(cat(knitr::knit_print(methods)))
})

test_that("nothing is said of a method that no result shows", {
  withr::local_seed(12)
  cohort <- demo_cohort()
  results <- all_results(cohort)
  for (i in 1:12) {
    some <- results[sample(length(results), sample(0:length(results), 1))]
    told <- as.data.frame(describe_methods(cohort, results = some))
    codes <- unlist(lapply(Filter(Negate(is.null), some), function(x) {
      shown <- !is.na(x$estimate)
      c(x$method[shown], x$interval[shown])
    }))
    expect_true(all(told$code[told$paragraph == "analysis"] %in% codes))
    # Each work is that of a code which is there.
    allowed <- unlist(lapply(methods_en[names(methods_en) %in% codes], `[`, -1))
    cited <- unlist(strsplit(told$works, "\n", fixed = TRUE))
    expect_true(all(cited %in% methods_works_en[allowed]))
  }
})

test_that("a study of one wave, without scales or links, says what it has", {
  folder <- tempfile()
  dir.create(folder)
  write.csv(data.frame(code = 1:3, sex = c("f", "m", "f")), file.path(folder, "a.csv"),
            row.names = FALSE)
  cohort <- read_cohort(study(c(a = "a.csv"), id = "code",
                              demographics = list(list(column = "sex")), dir = folder))
  expect_identical(describe_methods(cohort)$code, "imputed")
})

test_that("what is no result is an error", {
  cohort <- demo_cohort()
  expect_snapshot(error = TRUE, {
    describe_methods(cohort, results = "change")
    describe_methods(cohort, results = list(paired_change(cohort), 1))
  })
})

test_that("methods say which records were set aside, and how codes were compared", {
  plan <- demo_cohort()$study
  plan$exclude <- list(list(reason = "preview"), list(reason = "other", label = "staff"))
  plan$id$leading_zeros <- "drop"
  said <- data_methods(list(study = plan))
  expect_snapshot(said$sentence[said$code %in% c("excluded", "leading_zeros")])
})

test_that("medians, rank sums, Bayes factors and weights are told where they are shown", {
  cohort <- demo_cohort()
  codes <- function(...) describe_methods(cohort, results = list(paired_change(cohort, ...)))$code
  on_request <- c("jzs", "estimated_weights")
  expect_false(any(on_request %in% codes()))
  asked <- describe_methods(cohort, results = list(
    paired_change(cohort, also = c("medians", "ranks", "bayes_factor"))
  ))
  expect_match(asked$sentence, "^Bayes factors are those of Rouder", all = FALSE)
  expect_match(asked$sentence, "^Medians: .*quartiles of type 7", all = FALSE)
  expect_match(asked$sentence, "^Rank sums: ", all = FALSE)
  expect_true("estimated_weights" %in% codes(weights = attrition(cohort)))
})
