# The ends of the demo's scales.
ends <- c(10, 40, 1, 5)

# The brief of a cohort, of results whose limits are set by hand.
brief_of <- function(change, low, high, ..., label = "Confidence", cohort = demo_cohort()) {
  x <- paired_change(cohort, scales = "belonging")
  at <- x$statistic == "change"
  x$estimate[at] <- change
  x$conf_low[at] <- low
  x$conf_high[at] <- high
  x$direction <- list(...)$direction %||% x$direction
  describe(cohort, results = list(x))
}

test_that("the word for a change follows from its interval alone", {
  verdict <- function(...) {
    said <- brief_of(...)
    said$verdict[said$section == "brief"][1]
  }
  expect_identical(verdict(2, 0.01, 4), "rose")
  expect_identical(verdict(-2, -4, -0.01), "fell")
  expect_identical(verdict(2, 0, 4), "unclear")
  expect_identical(verdict(-2, -4, 0), "unclear")
  expect_identical(verdict(2, -0.01, 4), "unclear")
  expect_identical(verdict(2, NA, NA), "none")
  expect_identical(verdict(NA, NA, NA), "none")
})

test_that("no word of a cause, of significance or of proof is said", {
  for (values in list(c(2, 0.01, 4), c(-2, -4, -0.01), c(0.1, -1, 1))) {
    said <- paste(brief_of(values[1], values[2], values[3])$sentence, collapse = " ")
    expect_no_match(said, "significan|because|led to|caused by|effect|improved|proof|proves")
  }
})

test_that("of the last wave it is said whether the change was still there", {
  x <- paired_change(demo_cohort(), scales = "belonging")
  at <- which(x$statistic == "change")
  set <- function(low, high) {
    x$estimate[at] <- c(2, 0, (low[2] + high[2]) / 2)
    x$conf_low[at] <- c(low[1], -1, low[2])
    x$conf_high[at] <- c(high[1], 1, high[2])
    said <- describe(demo_cohort(), results = list(x))
    said$sentence[said$section == "brief"][1]
  }
  expect_match(set(c(1, 1), c(3, 3)), "At Six months it was still 2.00 points above Before", fixed = TRUE)
  expect_match(set(c(1, -1), c(3, 3)), "it can't be told whether any of it was left", fixed = TRUE)
  expect_match(set(c(1, -3), c(3, -1)), "it was 2.00 points below Before", fixed = TRUE)
  expect_match(set(c(-1, -1), c(3, 3)), "whether it differed from Before", fixed = TRUE)
})

test_that("where lower is better the brief says which side that is", {
  fell <- brief_of(-2, -4, -1, direction = "lower")$sentence
  expect_match(fell, "fell from Before to After, by 2.00 points on a scale from 1 to 5 \\(95% interval 1.00 to 4.00", all = FALSE)
  expect_match(fell, "where lower is better", fixed = TRUE, all = FALSE)
  rose <- brief_of(2, 1, 4, direction = "lower")$sentence
  expect_match(rose, "where higher is worse", fixed = TRUE, all = FALSE)
})

test_that("lasting is said only where the margin's test rules a loss out", {
  cohort <- demo_cohort()
  x <- persistence(cohort)
  said <- describe(cohort, results = list(x))
  lasted <- said[said$section == "lasted", ]
  expect_identical(lasted$verdict, c("lasted", NA))
  x$estimate[x$statistic == "p_persistence"] <- 0.06
  lasted <- describe(cohort, results = list(x))
  expect_identical(lasted$verdict[lasted$section == "lasted"], c("not_shown", NA))
  expect_false("lasted" %in% lasted$verdict[lasted$section == "lasted"])
})

test_that("every number of the brief is one of a result", {
  cohort <- demo_cohort()
  results <- list(paired_change(cohort), persistence(cohort), scale_reliability(cohort),
                  attrition(cohort))
  said <- describe(cohort, results = results)
  flow <- participation(cohort)
  known <- c(unlist(lapply(results, function(x) {
    c(x$estimate, x$conf_low, x$conf_high, x$n, x[["setting"]])
  })), flow$n, 95, 90, caution_people, large_smd, ends)
  for (sentence in said$sentence) expect_numbers_from(sentence, known)
})

test_that("a brief reads well, prints and knits", {
  skip_if_not(l10n_info()[["UTF-8"]])
  cohort <- demo_cohort()
  said <- describe(cohort, results = list(
    paired_change(cohort), persistence(cohort), scale_reliability(cohort), attrition(cohort)
  ))
  expect_snapshot(said)
  # Figures stand large on a page alone.
  expect_no_match(knitr::knit_print(said), "{.key}", fixed = TRUE)
  keep <- knitr::opts_knit$get("rmarkdown.pandoc.to")
  on.exit(knitr::opts_knit$set(rmarkdown.pandoc.to = keep))
  knitr::opts_knit$set(rmarkdown.pandoc.to = "html")
  expect_snapshot(cat(knitr::knit_print(said[said$section == "brief", ])))
  expect_snapshot(describe(unlinked_cohort(), results = list(unpaired_change(unlinked_cohort()))))
  expect_snapshot(describe(profiled_cohort("hesa"), results = list(paired_change(profiled_cohort("hesa")))))
})

test_that("what is said under a profile has no number that its results lack", {
  skip_on_cran()
  skip_second_time()
  for (profile in few_or_many(profiles[c(1, 5)], profiles)) {
    cohort <- profiled_cohort(profile)
    results <- list(paired_change(cohort), scale_reliability(cohort))
    said <- describe(cohort, results = results)
    known <- c(unlist(lapply(results, function(x) c(x$estimate, x$conf_low, x$conf_high, x$n))),
               participation(cohort)$n, 95, caution_people, large_smd, ends,
               as.numeric(numbers_in(paste(results[[1]]$note, collapse = " "))))
    for (sentence in said$sentence) expect_numbers_from(sentence, known)
  }
})

test_that("a cohort without results has its answers told alone", {
  said <- describe(demo_cohort(), results = list())
  expect_identical(said$section, "about")
  expect_error(describe(demo_cohort(), results = 7), class = "pairwave_error_argument")
})
