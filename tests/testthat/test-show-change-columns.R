three_people <- function() {
  data.frame(pre = c(24, 28, 31, 22, 27, 30), post = c(27, 30, 31, 26, 29, NA))
}

test_that("medians, ranks and the Bayes factor stand in the headline on request", {
  expect_snapshot({
    paired_change(three_people(), waves = c("pre", "post"), also = c("bayes_factor", "medians", "ranks"))
    paired_change(three_people(), waves = c("pre", "post"), also = "medians", quartile_type = 6)
  })
})

test_that("every line has its own figures, and a profile's none", {
  cohort <- profiled_cohort("none")
  x <- paired_change(cohort, also = headline_columns)
  table <- as_print_table(x)
  body <- table$body
  expect_identical(nrow(body), 6L)
  z <- x$estimate[x$statistic == "z"]
  expect_identical(body[[length(body) - 1]], vapply(z, decimals, ""))
  held <- as_print_table(paired_change(profiled_cohort("hesa"), also = headline_columns))$body
  expect_true(all(unlist(held[paste0("also", 1:6)]) == dash()))
})

test_that("without a request the headline is as it was", {
  plain <- as_print_table(paired_change(three_people(), waves = c("pre", "post")))
  more <- as_print_table(paired_change(three_people(), waves = c("pre", "post"), also = "ranks"))
  expect_identical(unclass(more$body)[names(plain$body)], unclass(plain$body)[names(plain$body)])
  expect_identical(length(more$body), length(plain$body) + 2L)
})

test_that("a column that the headline does not have is refused", {
  expect_snapshot(error = TRUE, {
    paired_change(three_people(), waves = c("pre", "post"), also = "median")
  })
})
