test_that("sentences about items say what is suppressed", {
  said <- describe(item_change(profiled_cohort(list(threshold = 5)), scales = "belonging"))
  expect_match(said$sentence, "suppressed|not given|answered higher")
  expect_false(any(grepl("NA", said$sentence)))
  said <- describe(item_change(profiled_cohort("hesa"), scales = "belonging"))
  expect_match(said$sentence, "of about [0-9]*[05] people")
})

test_that("every number of every sentence about items is in the result", {
  withr::local_seed(10)
  for (i in 1:25) {
    n <- sample(c(0:3, 20, 26), 1)
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
    few <- grepl("Fewer than 20 people: their figures", said$sentence, fixed = TRUE)
    expect_identical(few, said$n %in% 2:19)
    noted <- grep("Fewer than 20 people", as_print_table(result)$notes, value = TRUE)
    expect_identical(noted, if (any(few)) paste0(
      "Fewer than 20 people: A to B (", paste(said$label[few], collapse = ", "),
      "). Their figures can change much with one person more."
    ) else character())
    for (item in said$label) {
      rows <- result[result$item == item, ]
      known <- c(rows$estimate, rows$conf_low, rows$conf_high)
      expect_numbers_from(
        gsub("%", "", said$sentence[said$label == item]),
        c(known, rows$n, rows$setting, 20, 95, 0.001, as.numeric(numbers_in(rows$note))),
        shares = vapply(100 * known, decimals, "", digits = 1)
      )
    }
    expect_no_match(said$sentence, causal, ignore.case = TRUE)
    expect_no_match(said$sentence, "NA|NaN|NULL|  ")
  }
})
