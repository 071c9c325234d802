skip_second_time()

questions <- c("Q4_1", "Q4_2", "Q4_3", "Q4_4", "Q4_5", "Q5")

test_that("a question of one wave is shown as demographics() shows it", {
  for (profile in profiles) {
    cohort <- profiled_cohort(profile)
    cohort$people$Q5 <- people_answers(cohort, "Q5")$post
    cohort$study$demographics <- list(list(column = "Q5", label = "Q5", undisclosed = TRUE))
    theirs <- suppressWarnings(demographics(cohort, columns = "Q5", who = "post",
                                            denominator = "disclosed"))
    ours <- suppressWarnings(item_frequencies(cohort, scales = character(), items = "Q5"))
    counts <- ours[ours$statistic == "count", ]
    at <- match(counts$level, theirs$level)
    expect_identical(counts$estimate, as.double(theirs$n[at]))
    expect_identical(counts$percent, theirs$percent[at])
    expect_identical(counts$status, theirs$status[at])
  }
})

test_that("nothing is shown of an item that several waves asked or a scale scores", {
  for (profile in profiles) {
    cohort <- profiled_cohort(profile)
    x <- as.data.frame(item_frequencies(cohort, items = "sex"))
    expect_true(all(is.na(x$estimate)))
    expect_true(all(is.na(x$percent)))
    expect_true(all(is.na(x$n)))
  }
})

test_that("what people wrote has no line under a profile, and few people none", {
  for (profile in few_or_many(profiles[5], profiles)) {
    cohort <- profiled_cohort(profile)
    x <- suppressWarnings(item_frequencies(cohort, scales = character(), items = c("Q6", questions)))
    expect_false(any(x$statistic == "count" & x$item == "Q6"))
    expect_true(all(is.na(x$estimate[x$statistic %in% c("top_two", "median", "lower_quartile")])))
    k <- disclosure_profile(profile)$threshold
    if (!is.null(k)) expect_false(any(is_small(x$estimate, k), na.rm = TRUE))
    expect_output(print(x), "Answer")
  }
})
