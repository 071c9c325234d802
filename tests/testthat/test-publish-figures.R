# Numbers alone: the locale changes nothing here.

test_that("rounding profiles round every count, and let none follow from a test", {
  for (profile in few_or_many("ofqual", c("hesa", "nhs", "ofqual", "ofs"))) {
    base <- disclosure_profile(profile)$base
    for (result in results_of(profiled_cohort(profile))) {
      frame <- as.data.frame(result)
      counts <- c(frame$n, frame$estimate[frame$statistic %in% people_statistics])
      expect_true(all(counts[!is.na(counts)] %% base == 0))
      telling <- c("t", "df", "d_z", "g_z", "g_av", "r", "sd_change", "p_sign",
                   "p_signed_rank", "superiority", "weight_min", "tipping_point")
      expect_true(all(is.na(frame$estimate[frame$statistic %in% telling])))
      text <- paste(frame$rule, frame$note)
      expect_false(any(grepl("n = [0-9]|df [0-9]|F\\(", text)))
      expect_true(all(frame$status %in% c("shown", "rounded", "suppressed")))
    }
  }
})

test_that("a mean of few people is suppressed", {
  cohort <- profiled_cohort("hesa")
  open <- profiled_cohort("none")
  few <- as.data.frame(attrition(open, compare = "linkage"))
  held <- as.data.frame(attrition(cohort, compare = "linkage"))
  mean <- few$statistic == "mean"
  expect_true(any(few$n[mean] < 8))
  expect_true(all(is.na(held$estimate[mean & few$n < 8])))
  expect_true(any(!is.na(held$estimate[mean & few$n >= 8])))
})

test_that("a threshold leaves no small count in any result", {
  for (k in few_or_many(5, c(3, 5))) {
    for (result in results_of(profiled_cohort(list(threshold = k)))) {
      frame <- as.data.frame(result)
      counts <- c(frame$n, frame$estimate[frame$statistic %in% people_statistics])
      expect_false(any(is_small(counts, k), na.rm = TRUE))
    }
  }
})

test_that("over how many tests p is adjusted is not said under a profile", {
  for (profile in list("hesa", list(threshold = 5))) {
    cohort <- profiled_cohort(profile)
    for (result in list(paired_change(cohort), paired_change(cohort, by = "sex"), item_change(cohort))) {
      adjusted <- as.data.frame(result)[result$statistic == "p_adjusted", ]
      expect_true(all(is.na(adjusted$setting)))
      expect_no_match(paste(adjusted$rule, collapse = " "), "over [0-9]")
      expect_no_match(paste(as_print_table(result)$notes, collapse = " "), "the [0-9]+ tests")
      expect_no_match(paste(describe(result)$sentence, collapse = " "), "over [0-9]+ test")
    }
  }
})
