pooled <- function(data = three_years) {
  pooled_change(data, waves = c("before", "after"), by = "year")
}

test_that("each cohort and each summary is a line, the next cohort an interval only", {
  result <- pooled()
  body <- as_print_table(result)$body
  expect_identical(body$cohort, c("2017", "2018", "2019", "Random effects", "Fixed effect",
                                  "Next cohort, expected"))
  expect_identical(trimws(body$n), c("6", "6", "6", "18", "18", "18"))
  statistic <- rep(c("change", "change_random", "change_fixed", "next_cohort"), c(3, 1, 1, 1))
  rows <- result[result$statistic %in% statistic, ]
  expect_identical(rows$statistic, statistic)
  shown <- vapply(rows$estimate, decimals, "")
  expect_identical(body$change, c(shown[1:5], ""))
  expect_identical(body$interval, paste0("[", vapply(rows$conf_low, decimals, ""), ", ",
                                         vapply(rows$conf_high, decimals, ""), "]"))
  expect_identical(body$p, c("", "", "", p_text(value(result, "p_random")),
                             p_text(value(result, "p_fixed")), ""))
})

test_that("the notes say how far the cohorts differ, and who was left out", {
  result <- pooled()
  notes <- as_print_table(result)$notes
  expect_match(notes, paste0("tau2 ", decimals(value(result, "tau2"), 3)), all = FALSE)
  expect_match(notes, paste0("Q(2) = ", decimals(value(result, "q"))), fixed = TRUE, all = FALSE)
  expect_no_match(notes, "Left out")
  odd <- rbind(three_years, data.frame(year = "2020", before = 20, after = 22))
  table <- as_print_table(pooled(odd))
  expect_match(table$notes, "Left out of a summary: 2020 (before to after, fewer than 2 complete pairs).",
               fixed = TRUE, all = FALSE)
  expect_identical(table$body$change[4], "-")
  alone <- as_print_table(pooled(three_years[1:6, ]))
  expect_match(alone$notes, "there is only 1 cohort to summarise", all = FALSE)
})

test_that("scales and contrasts are said once", {
  later <- demo_cohort()
  later$scores$score <- later$scores$score + (later$scores$person %% 3) * (later$scores$wave == "post")
  body <- as_print_table(pooled_change(stack_cohorts(list(a = demo_cohort(), b = later))))$body
  expect_identical(nrow(body), 2L * 3L * 5L)
  expect_identical(which(nzchar(body$contrast)), seq(1L, 30L, 5L))
})
