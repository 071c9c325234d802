two_scales <- function(primary = NULL, n = 30) {
  set.seed(9)
  folder <- withr_folder()
  ability <- stats::rnorm(n)
  wave <- function(gain) {
    answers <- lapply(1:4, function(i) pmin(pmax(round(3 + ability + gain + stats::rnorm(n)), 1), 5))
    data.frame(code = sprintf("p%02d", seq_len(n)), stats::setNames(answers, c("a1", "a2", "b1", "b2")))
  }
  write.csv(wave(0), file.path(folder, "pre.csv"), row.names = FALSE)
  write.csv(wave(0.4), file.path(folder, "post.csv"), row.names = FALSE)
  read_cohort(study(
    c(pre = "pre.csv", post = "post.csv"), id = "code",
    scales = list(a = list(items = "a1:a2", range = c(1, 5), label = "Asking"),
                  b = list(items = "b1:b2", range = c(1, 5), label = "Belonging")),
    primary = primary, dir = folder
  ))
}

withr_folder <- function() {
  folder <- tempfile()
  dir.create(folder)
  folder
}

test_that("p and adjusted p stand side by side, with what they are adjusted over", {
  expect_snapshot(writeLines(tail(write_table(as_print_table(paired_change(two_scales())), "markdown"), 12)))
  table <- as_print_table(paired_change(two_scales()))
  expect_true(all(c("p", "p (Holm)") %in% table$head))
  expect_false("p (Holm)" %in% as_print_table(paired_change(two_scales(), scales = "a"))$head)
})

test_that("the primary outcome is named, in the table and in words", {
  change <- paired_change(two_scales(list(scale = "b", contrast = "pre -> post")))
  expect_identical(printed_cells(change), paste0(
    c("30 | 2.97 (1.21) | 3.18 (1.02) | 0.22 [-0.12, 0.56] | 1.31 (29) | 0.201 | 0.201 | ",
      "30 | 2.95 (1.14) | 3.25 (0.91) | 0.30 [-0.04, 0.64] | 1.81 (29) | 0.080 | primary | "),
    c("0.19 [-0.10, 0.49] | 13 / 6 / 11", "0.29 [-0.03, 0.61] | 17 / 5 / 8")
  ))
  expect_notes(change, "The primary outcome is Belonging, pre to post; its p is not adjusted",
               "Asking, pre (alpha 0.75 [0.48, 0.88])")
  expect_snapshot(describe(change))
  expect_identical(unique(change$role[change$scale == "b"]), "primary")
})

test_that("sentences say each adjusted p with the tests that it is adjusted over", {
  change <- paired_change(two_scales())
  adjusted <- change$estimate[change$statistic == "p_adjusted"]
  said <- describe(change)$sentence
  for (i in seq_along(said)) {
    expect_match(said[i], paste0("adjusted ", p_words(adjusted[i]), " by Holm over 2 tests"), fixed = TRUE)
  }
})
