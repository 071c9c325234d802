test_that("every number of every sentence about change is in the result", {
  skip_second_time()
  withr::local_seed(5)
  for (i in seq_len(few_or_many(24, 60))) {
    answers <- random_answers()
    change <- paired_change(
      answers, waves = c("A", "B", "C"), by = if (i %% 3 == 0 && nrow(answers)) "of",
      label = if (i %% 2) "Confidence"
    )
    said <- describe(change)
    for (j in seq_len(nrow(said))) {
      rows <- change[change$contrast == said$contrast[j] &
                       (change$group %in% said$group[j] | is.na(change$group)), ]
      rows <- as.data.frame(rows)
      rule <- numbers_in(rows$rule[rows$statistic == "p_group"])
      expect_numbers_from(said$sentence[j], c(
        rows$estimate, rows$conf_low, rows$conf_high, rows$n, rows$setting, 95, 0.001,
        caution_people,
        as.numeric(c(rule, numbers_in(rows$note)))
      ))
    }
    expect_no_match(said$sentence, causal, ignore.case = TRUE)
    expect_match(said$sentence, "^[A-Z].*[^.]\\.$")
    expect_no_match(said$sentence, "NA|NaN|NULL|character|  ")
    held <- is.na(change$estimate[change$statistic == "change"])
    at <- change$statistic == "change"
    expect_identical(
      grepl("no change is given: .+", said$sentence[!grepl("^(On .*, )?[Ww]hether", said$sentence)]),
      held | change$n[at] < 2
    )
  }
})

test_that("weights and single people are said", {
  cohort <- demo_cohort()
  weighted <- describe(paired_change(cohort, weights = attrition(cohort)))
  expect_match(weighted$sentence, "weighted for who answered again", all = FALSE)
  one <- paired_change(data.frame(a = c(1, 2), b = c(2, NA)), waves = c("a", "b"))
  expect_match(describe(one)$sentence,
               "^There was 1 person who answered both a and b, and no change is given")
})

test_that("what is not shown has no sentence, and a rounded 0 may be a few", {
  change <- paired_change(data.frame(a = c(1, 2, 3), b = c(2, 2, 4)), waves = c("a", "b"))
  for (held in c("improved", "same", "worse")) {
    part <- change
    part$estimate[part$statistic == held] <- NA
    expect_match(describe(part)$sentence, "how many scored higher, the same or lower at b is not given")
    expect_no_match(describe(part)$sentence, "NA")
  }
  change$estimate[change$statistic == "worse"] <- 0
  expect_match(describe(change)$sentence, " and 0 lower;", fixed = TRUE)
  attr(change, "disclosure") <- disclosure_profile("hesa")
  expect_match(describe(change)$sentence, " and none, or too few to be counted, lower;", fixed = TRUE)
  people <- c("student", "students")
  expect_identical(few_words(0, list(about = "", people = people)), "there was no student")
  expect_identical(few_words(1, list(about = "", people = people)), "there was 1 student")
  expect_identical(few_words(5, list(about = "about ", people = people)),
                   "there were about 5 students")
  expect_identical(few_words(0, list(about = "about ", people = people)),
                   "there were no students or too few to be counted")
})
