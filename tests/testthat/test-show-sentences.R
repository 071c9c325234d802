# Words that say what brought something about, in any form.
causal <- paste0(
  "caus|effect|because|\\bdue\\b|thanks|result|impact|influenc|\\bled\\b|\\blead|",
  "produc|improv|benefi|help|work(s|ed)\\b|achiev|owing|therefore|thus|hence|",
  "consequen|attribut|success|reduc|boost|\\bmade\\b|enabl|gave rise"
)

numbers_in <- function(text) {
  unlist(regmatches(text, gregexpr("(?<![A-Za-z_0-9.])-?[0-9]+(\\.[0-9]+)?", text,
                                   perl = TRUE)))
}

# Every number of a sentence is one of `known`, as it is printed, or a share.
expect_numbers_from <- function(sentence, known, shares = character()) {
  printed <- unique(unlist(lapply(known[!is.na(known)], function(value) {
    c(format(value), decimals(value), decimals(value, 3))
  })))
  expect_identical(setdiff(numbers_in(sentence), c(printed, shares)), character(),
                   info = sentence)
}

# A study as its answers come in: whole points, ties, gaps, any size.
random_answers <- function() {
  n <- sample(c(0:4, sample(5:60, 1)), 1)
  spread <- sample(c(0, 1, 6), 1)
  wave <- function() {
    answer <- round(20 + stats::rnorm(n, 0, spread) + sample(-2:2, 1))
    answer[stats::runif(n) < sample(c(0, 0.3, 0.9), 1)] <- NA
    answer
  }
  data.frame(A = wave(), B = wave(), C = wave(),
             of = sample(c("alpha", "beta"), n, replace = TRUE))
}

test_that("every number of every sentence about change is in the result", {
  withr::local_seed(5)
  for (i in 1:60) {
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
        rows$estimate, rows$conf_low, rows$conf_high, rows$n, 95, 0.001,
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

test_that("every number of every sentence about persistence is in the result", {
  withr::local_seed(6)
  for (i in 1:60) {
    result <- persistence(
      random_answers(), waves = c("A", "B", "C"),
      margin = if (i %% 3) sample(c(0.5, 2, 10), 1),
      test = if (i %% 2) "equivalence" else "non_inferiority"
    )
    said <- describe(result, people = c("student", "students"))
    expect_identical(nrow(said), 4L)
    kept <- result[result$statistic == "kept", ]
    expect_numbers_from(said$sentence, c(
      result$estimate, result$conf_low, result$conf_high, result$n, 90, 95, 0.001,
      kept$estimate * kept$n, as.numeric(numbers_in(result$note))
    ))
    expect_no_match(said$sentence, causal, ignore.case = TRUE)
    expect_match(said$sentence, "^[A-Z0-9].*[^.]\\.$")
    expect_no_match(said$sentence, "NA|NaN|NULL|character|  ")
  }
})

test_that("who took part is said question by question", {
  withr::local_seed(7)
  for (i in 1:15) {
    n <- sample(1:40, 1)
    counted <- demographics(data.frame(
      sex = sample(c("Female", "Male", NA), n, replace = TRUE),
      year = factor(sample(c("three", "four"), n, replace = TRUE))
    ))
    said <- describe(counted)
    expect_identical(nrow(said), 2L)
    expect_numbers_from(said$sentence,
                        c(counted$n, counted$percent, counted$denominator))
    expect_no_match(said$sentence, causal, ignore.case = TRUE)
  }
})

test_that("sets of people, summaries and several answers are said too", {
  withr::local_seed(9)
  for (i in 1:10) {
    n <- sample(8:40, 1)
    people <- data.frame(
      sex = sample(c("Female", "Male", NA), n, replace = TRUE),
      age = sample(c(18:24, NA), n, replace = TRUE),
      a = stats::rbinom(n, 1, 0.5), b = stats::rbinom(n, 1, 0.3),
      came = rep(c(TRUE, FALSE), length.out = n)
    )
    counted <- demographics(
      people, columns = c("sex", "age", "media"), who = c("everyone", "came"),
      sets = list(media = c("a", "b")),
      summary = c(age = sample(c("mean", "median"), 1))
    )
    said <- describe(counted)
    expect_identical(said$group, rep(c("Everyone", "Came"), each = 3))
    expect_numbers_from(said$sentence, c(counted$n, counted$percent,
                                         counted$denominator, counted$estimate))
    expect_match(said$sentence[said$scale == "age"], "(mean|median) of [0-9]+ is|held back")
    expect_no_match(said$sentence, causal, ignore.case = TRUE)
    expect_no_match(said$sentence, "NA|NULL|  |\\(\\)")
  }
})

test_that("every number of every sentence about items is in the result", {
  withr::local_seed(10)
  for (i in 1:25) {
    n <- sample(c(0:3, 20), 1)
    draw_answers <- function(x) {
      answers <- x[sample(length(x), n, replace = TRUE)]
      answers[stats::runif(n) < 0.2] <- NA
      answers
    }
    answers <- data.frame(
      q_A = draw_answers(1:5), q_B = draw_answers(1:5),
      y_A = draw_answers(c(FALSE, TRUE)), y_B = draw_answers(c(FALSE, TRUE)),
      m_A = draw_answers(c("red", "green", "blue")),
      m_B = draw_answers(c("red", "green", "blue"))
    )
    result <- item_change(answers, items = c("q", "y", "m"),
                          waves = c(A = "*_A", B = "*_B"))
    said <- describe(result)
    expect_identical(said$label, c("q", "y", "m"))
    for (item in said$label) {
      rows <- result[result$item == item, ]
      known <- c(rows$estimate, rows$conf_low, rows$conf_high)
      expect_numbers_from(
        gsub("%", "", said$sentence[said$label == item]),
        c(known, rows$n, 95, 0.001, as.numeric(numbers_in(rows$note))),
        shares = vapply(100 * known, decimals, "", digits = 1)
      )
    }
    expect_no_match(said$sentence, causal, ignore.case = TRUE)
    expect_no_match(said$sentence, "NA|NaN|NULL|  ")
  }
})

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

test_that("weights and single people are said", {
  cohort <- demo_cohort()
  weighted <- describe(paired_change(cohort, weights = attrition(cohort)))
  expect_match(weighted$sentence, "weighted for who answered again", all = FALSE)
  one <- paired_change(data.frame(a = c(1, 2), b = c(2, NA)), waves = c("a", "b"))
  expect_match(describe(one)$sentence,
               "^There was 1 person who answered both a and b, and no change is given")
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
