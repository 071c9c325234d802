test_that("each scale is a line with its numbers, their intervals in brackets", {
  cohort <- demo_cohort()
  result <- persistence(cohort, margin = 1, conf_level = 0.9)
  table <- as_print_table(result)
  expect_identical(table$head, c(
    "Scale", "n", "Before to After [90% CI]", "Before to Six months [90% CI]",
    "Retained [90% CI]", "After to Six months [80% CI]", "Margin", "p", "p (Holm)", "Pairs",
    "After to Six months, pairs [80% CI]", "No score later", "Tipping point"
  ))
  for (scale in names(cohort$study$scales)) {
    line <- table$body[table$body$scale == scale_label(cohort$study$scales[[scale]], scale), ]
    of <- function(statistic, ...) value(result, statistic, ..., scale = scale)
    with_limits <- function(statistic) {
      paste0(decimals(of(statistic)), " [", decimals(of(statistic, "conf_low")), ", ",
             decimals(of(statistic, "conf_high")), "]")
    }
    expect_identical(line$n, format(of("gain", "n")))
    expect_identical(line$gain, with_limits("gain"))
    expect_identical(line$later, with_limits("gain_later"))
    expect_identical(line$since, with_limits("change_since"))
    expect_identical(line$pairs, format(of("change_since_pairs", "n")))
    expect_identical(line$since_pairs, with_limits("change_since_pairs"))
    expect_identical(line$lost, format(of("n_lost")))
    expect_identical(line$tipping, decimals(of("tipping_point")))
    expect_identical(line$p, p_text(of("p_persistence")))
  }
})

test_that("what is not known is a dash, with its reason below", {
  data <- obrien_kaiser
  data$post <- data$pre + rep(c(-1, 1), 8)
  table <- as_print_table(persistence(data, waves = c("pre", "post", "fup")))
  expect_false("Scale" %in% table$head)
  expect_identical(unlist(table$body[c("margin", "p", "retained")], use.names = FALSE),
                   c("-", "-", "-"))
  for (why in c("there is no margin", "nobody was lost", "interval of the first change holds 0")) {
    expect_match(table$notes, why, all = FALSE)
  }
})
