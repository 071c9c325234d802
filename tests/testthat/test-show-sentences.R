test_that("the demo study reads as a report would say it", {
  cohort <- demo_cohort()
  expect_snapshot({
    describe(paired_change(cohort), people = c("student", "students"))
    describe(paired_change(cohort, scales = "belonging", by = "sex"))
    describe(persistence(cohort), people = c("student", "students"))
    describe(demographics(cohort))
    describe(item_change(cohort, scales = "belonging"))
  })
})

test_that("sentences knit as paragraphs and serve within a text", {
  change <- paired_change(data.frame(a_1 = 1:5, b_1 = c(2, 3, 3, 5, 7)),
                          waves = c("a_1", "b_1"))
  said <- describe(change)
  knitted <- as.character(knitr::knit_print(said))
  expect_match(knitted, "both a\\_1 and b\\_1", fixed = TRUE)
  expect_identical(as.character(said), said$sentence)
})

test_that("what can't be described is an error that says why", {
  expect_snapshot(error = TRUE, {
    describe(1)
    describe(paired_change(data.frame(a = 1:3, b = 2:4), waves = c("a", "b")),
             people = "students")
  })
})

# Random cohorts, PAIRWAVE_SENTENCES of each profile.
test_that("what a profile leaves out is no hole in a sentence, and a rounded 0 is not nobody", {
  skip_on_cran()
  holes <- "\\bNA\\b|NaN|NULL|character\\(|\\(\\)|  |,,|, \\.|\\( |;\\)"
  seen <- few <- 0
  for (profile in few_or_many(profiles[c(1, 3, 5)], profiles, again = profiles[1])) {
    for (seed in seq_len(as.integer(Sys.getenv("PAIRWAVE_SENTENCES", "1")))) {
      withr::local_seed(seed)
      cohort <- attacked_cohort(profile, waves = 3)
      results <- list(paired_change(cohort), paired_change(cohort, by = "sex"),
                      item_change(cohort), persistence(cohort), demographics(cohort))
      for (result in results) {
        said <- describe(result)$sentence
        seen <- seen + length(said)
        expect_identical(grep(holes, said, value = TRUE), character())
        if (nzchar(about_word(result))) {
          nobody <- "\\b[Nn]obody\\b(?!, or too few)|\\bthere was no\\b|\\bno complete pair"
          expect_identical(grep(nobody, said, value = TRUE, perl = TRUE), character())
          # Nor does it stand as a count: what is 0 on a scale has decimals.
          zero <- "(?<![0-9.,-])0 (?!to |on |points)[(a-z]"
          expect_identical(grep(zero, said, value = TRUE, perl = TRUE), character())
          few <- few + sum(grepl("none, or too few to be counted,", said, fixed = TRUE))
        }
      }
    }
  }
  expect_gt(seen, few_or_many(60, 100, again = 20))
  expect_gt(few, 0)
})
