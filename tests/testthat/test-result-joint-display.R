test_that("the primary outcome is shown, else the first change, and what is asked for", {
  cohort <- coded_cohort()
  found <- joint_display(cohort)
  expect_identical(unique(found$scale), "self_efficacy")
  expect_identical(unique(found$contrast), "pre -> post")
  other <- joint_display(cohort, outcome = "belonging: six_month to post", level = "top")
  expect_identical(unique(other$contrast), "post -> six_month")
  expect_identical(unique(other$level), 1L)
  cohort$study$primary <- list(scale = "belonging", contrast = "pre -> six_month")
  expect_identical(unique(joint_display(cohort)$contrast), "pre -> six_month")
  # No test, whatever is asked.
  expect_false(any(startsWith(joint_display(cohort)$statistic, "p")[
    joint_display(cohort)$statistic != "participants"]))
})

test_that("what can't be set beside codes is an error", {
  cohort <- coded_cohort()
  hesa <- cohort
  hesa$study$disclosure <- "hesa"
  expect_snapshot(error = TRUE, {
    joint_display(1)
    joint_display(cohort, outcome = "belonging")
    joint_display(cohort, outcome = 3)
    joint_display(cohort, outcome = "belongng: pre to post")
    joint_display(cohort, outcome = "belonging: pre to pst")
    joint_display(hesa)
  })
})

test_that("several outcomes stand below each other, and a quote beside each code", {
  dir <- withr::local_tempdir()
  file.copy(list.files(system.file("extdata", "demo", package = "pairwave"), full.names = TRUE), dir)
  cohort <- read_cohort(file.path(dir, "study-codes.yml"))
  none <- joint_display(cohort, quote = "shortest")
  expect_true(all(is.na(none$text)))
  review <- review_quotes(cohort)
  review_quotes(cohort, yes = which(is.na(review$kinds))[1:30])
  asked <- c("self_efficacy: pre to post", "belonging: post to six_month")
  found <- as.data.frame(joint_display(cohort, outcome = asked, level = "all", quote = "shortest"))
  expect_identical(unique(found$scale), c("self_efficacy", "belonging"))
  alone <- as.data.frame(joint_display(cohort, outcome = asked[2], level = "all"))
  rest <- found[found$scale == "belonging" & found$statistic != "quote", ]
  expect_equal(rest$estimate, alone$estimate)
  said <- as.data.frame(quotes(cohort))
  said <- said[said$status == "shown", ]
  rows <- found[found$statistic == "quote" & found$scale == "belonging", ]
  for (i in seq_len(nrow(rows))) {
    below <- said$text[said$code == rows$code[i] | startsWith(said$code, paste0(rows$code[i], " > "))]
    expect_identical(rows$text[i], if (length(below)) below[which.min(nchar(below))] else NA_character_)
    expect_identical(is.na(rows$text[i]), is.na(rows$said_by[i]))
  }
  expect_true(any(!is.na(rows$text)))
  # A portrait page holds it where the quote goes over several lines.
  table <- as_print_table(joint_display(cohort, quote = "shortest"))
  expect_identical(table$wrap, 7L)
  widths <- vapply(table$body[-table$wrap], function(column) max(display_width(column)), 1)
  expect_lt(sum(pmax(widths, 8)) + 12, 95)
})
