test_that("each line has the numbers of its item, by the item's kind", {
  withr::local_seed(81)
  data <- data.frame(
    a_pre = sample(1:5, 30, TRUE), a_post = sample(c(1:5, NA), 30, TRUE),
    b_pre = sample(c("no", "yes"), 30, TRUE), b_post = sample(c("no", "yes"), 30, TRUE),
    c_pre = sample(letters[1:3], 30, TRUE), c_post = sample(letters[1:3], 30, TRUE)
  )
  result <- item_change(data, items = c("a", "b", "c"), waves = two_waves)
  body <- as_print_table(result)$body
  expect_identical(body$item, c("a", "b", "c"))
  of <- function(statistic, item, what = "estimate") value(result, statistic, what, item = item)
  both <- stats::complete.cases(data[c("a_pre", "a_post")])
  expect_identical(body$n, as.character(c(sum(both), 30, 30)))
  mean_sd <- function(x) paste0(decimals(mean(x)), " (", decimals(stats::sd(x)), ")")
  percent <- function(x) paste0(decimals(100 * mean(x == "yes"), 1), "%")
  expect_identical(body$before, c(mean_sd(data$a_pre[both]), percent(data$b_pre), "-"))
  expect_identical(body$after, c(mean_sd(data$a_post[both]), percent(data$b_post), "-"))
  # Percentage points, with the interval of the test beside them.
  expect_identical(body$change[2],
                   paste(decimals(100 * of("change", "b"), 1), "points"))
  expect_identical(body$moved[2], sprintf(
    "%s [%s, %s]", decimals(100 * of("share_of_moved", "b"), 1),
    decimals(100 * of("share_of_moved", "b", "conf_low"), 1),
    decimals(100 * of("share_of_moved", "b", "conf_high"), 1)
  ))
  expect_identical(body$moved[c(1, 3)], c("-", "-"))
  expect_identical(body$change[3], "-")
  up <- data$a_post > data$a_pre
  expect_identical(body$better[1], paste(sum(up, na.rm = TRUE),
                                         sum(data$a_post == data$a_pre, na.rm = TRUE),
                                         sum(!up & data$a_post != data$a_pre, na.rm = TRUE),
                                         sep = " / "))
  expect_identical(body$better[3], paste(sum(data$c_pre == data$c_post), "same,",
                                         sum(data$c_pre != data$c_post), "moved"))
  for (i in 1:3) {
    expect_identical(body$p[i], p_text(of("p", body$item[i])))
    expect_identical(body$adjusted[i], p_text(of("p_adjusted", body$item[i])))
  }
})

test_that("a scale and a contrast are said once, one scale above the table", {
  both <- as_print_table(item_change(demo_cohort()))
  expect_identical(both$head[1:3], c("Scale", "Contrast", "Item"))
  expect_identical(sum(nzchar(both$body$scale)), 6L)
  expect_identical(sum(nzchar(both$body$contrast)), 6L)
  expect_null(both$caption)
  one <- as_print_table(item_change(demo_cohort(), scales = "belonging"))
  expect_identical(one$head[1:2], c("Contrast", "Item"))
  expect_identical(one$caption, demo_cohort()$study$scales$belonging$label)
})

test_that("the questions stand under the table, once, and what was turned is said", {
  data <- data.frame(q_pre = c(1, 2, 5, 3), q_post = c(2, 2, 5, 4), r_pre = 1:4, r_post = 1:4)
  attr(data$q_pre, "label") <- "I feel alone"
  result <- item_change(data, items = c("q", "r"), waves = two_waves, reverse = "q",
                        range = c(1, 5))
  table <- as_print_table(result)
  expect_identical(table$body$item, c("q (reversed)", "r"))
  expect_length(grep("q, I feel alone", table$notes, fixed = TRUE), 1)
  expect_match(table$notes, "every change is the same", all = FALSE)
  expect_match(table$head, "p (Holm)", fixed = TRUE, all = FALSE)
  plain <- item_change(data, items = c("q", "r"), waves = two_waves, adjust = "none")
  expect_match(as_print_table(plain)$head, "p, not adjusted", all = FALSE)
})
