test_that("the denominator is all people, or those who disclosed", {
  people <- data.frame(x = c("a", "a", "b", NA), y = c("u", NA, NA, NA))
  all <- demographics(people, undisclosed = TRUE)
  expect_identical(unique(all$denominator), 4L)
  expect_identical(all$percent, c(50, 25, 25, 25, 75))
  disclosed <- demographics(people, undisclosed = TRUE, denominator = "disclosed")
  expect_identical(disclosed$denominator, c(3L, 3L, 3L, 1L, 1L))
  expect_identical(disclosed$percent, c(66.7, 33.3, NA, 100, NA))
  expect_identical(disclosed$n, all$n)
  expect_snapshot(disclosed)
})

test_that("everybody missing is a row, not an error", {
  expect_snapshot(demographics(
    data.frame(x = rep(NA_character_, 3), y = rep(NA, 3)), undisclosed = "y"
  ))
})

test_that("how a table counts is said in terms it knows", {
  people <- data.frame(x = c("a", "b", NA))
  for (wrong in list(list(decimals = 5), list(decimals = 0.5), list(decimals = -1),
                     list(undisclosed_label = c("a", "b")), list(undisclosed_label = 1))) {
    expect_error(do.call(demographics, c(list(people), wrong)), class = "pairwave_error_input",
                 info = names(wrong))
  }
  for (wrong in list(list(denominator = "some"), list(style = "plain"), list(test = "t"))) {
    expect_error(do.call(demographics, c(list(people), wrong)),
                 paste0("`", names(wrong), "` must be one of"), fixed = TRUE)
  }
  # The label of what is undisclosed is a code of it.
  expect_identical(
    shown(demographics(data.frame(x = c("a", "Not said", NA)), undisclosed = TRUE,
                       undisclosed_label = "Not said")),
    c(a = 1L, "Not said" = 2L)
  )
})

test_that("percentages add up to the people that they are of", {
  withr::local_seed(85)
  for (i in 1:20) {
    n <- sample(1:60, 1)
    people <- data.frame(x = sample(c("a", "b", "c", NA), n, TRUE), y = sample(c(1, 2, NA), n, TRUE))
    for (denominator in c("all", "disclosed")) {
      found <- as.data.frame(demographics(people, undisclosed = TRUE, denominator = denominator,
                                          columns = c("x", "y"), decimals = 4))
      for (variable in c("x", "y")) {
        rows <- found[found$variable == variable, ]
        expect_identical(sum(rows$n), n)
        of <- if (denominator == "all") n else sum(!is.na(people[[variable]]))
        expect_identical(unique(rows$denominator), of)
        if (of > 0) expect_equal(sum(rows$percent, na.rm = TRUE), 100, tolerance = 1e-4)
      }
    }
  }
})
