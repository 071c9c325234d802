test_that("percentages equal long division for every n of every N", {
  # Digits of n / N one at a time in integers; the one after the last decides.
  long_division <- function(n, total, decimals) {
    digits <- n %/% total
    left <- n %% total
    for (place in seq_len(2 + decimals)) {
      left <- left * 10L
      digits <- digits * 10L + left %/% total
      left <- left %% total
    }
    digits + as.integer((left * 10L) %/% total >= 5L)
  }
  for (decimals in 0:2) for (total in few_or_many(c(1:150, 397:400), 1:400, again = 1:60)) {
    n <- 0:total
    expect_identical(
      percent_of(n, total, decimals),
      long_division(n, total, decimals) / 10^decimals
    )
  }
})

test_that("a share of nobody does not exist", {
  expect_identical(percent_of(0, 0), NA_real_)
  expect_error(percent_of(3, 2), class = "pairwave_error_argument")
})

test_that("decimals are those of the number, half away from zero", {
  withr::local_seed(11)
  for (digits in 0:3) {
    # On paper: integers of one more decimal, of which a last 5 goes up.
    units <- c(sample(-50000:50000, 300), 5, -5, 15, 25, -4, 4, 0)
    whole <- sign(units) * ((abs(units) + 5) %/% 10)
    expected <- vapply(whole, function(u) {
      text <- formatC(abs(u), width = digits + 1, flag = "0", format = "d")
      n <- nchar(text)
      paste0(if (u < 0) "-", substr(text, 1, n - digits),
             if (digits) paste0(".", substring(text, n - digits + 1)))
    }, "")
    expect_identical(vapply(units / 10^(digits + 1), decimals, "", digits), expected)
  }
  expect_identical(decimals(NA), dash())
  expect_identical(decimals(-0.001), "0.00")
})

test_that("a p is as exact as it is read, and never zero", {
  expect_identical(vapply(c(0.0004, 0.001, 0.0495, 0.5, 1, NA), p_text, ""),
                   c("<0.001", "0.001", "0.050", "0.500", "1.000", "-"))
  expect_identical(p_words(0.0004), "p < 0.001")
  expect_identical(p_words(0.04), "p = 0.040")
  expect_null(p_words(NA))
})

test_that("a count stands with its percentage, in the paper's style without a last zero", {
  n <- c(11L, 12L, 0L, 15L)
  percent <- percent_of(n, 15)
  expect_identical(format_n_percent(n, percent), c("11 (73.3)", "12 (80)", "0 (0)", "15 (100)"))
  expect_identical(format_n_percent(n, percent, style = "fixed"),
                   c("11 (73.3)", "12 (80.0)", "0 (0.0)", "15 (100.0)"))
  # Whatever the count, the text reads back as the percentage.
  for (places in 0:2) for (total in c(1, 7, 64, 300)) {
    share <- percent_of(0:total, total, places)
    for (style in c("paper", "fixed")) {
      text <- format_n_percent(0:total, share, places, style)
      expect_equal(as.numeric(sub("^\\d+ \\((.*)\\)$", "\\1", text)), share)
      expect_identical(as.integer(sub(" .*", "", text)), 0:as.integer(total))
    }
  }
})

test_that("shares and people are a number, or the mark for none", {
  expect_identical(share_text(0.8725), "87.3%")
  expect_identical(share_text(NA), "-")
  expect_identical(people_text(12L, "<5"), "12")
  expect_identical(people_text(NA, "<5"), "<5")
})

test_that("percentages keep the shape of their counts", {
  n <- matrix(c(1, 2, 3, 4), 2)
  expect_identical(percent_of(n, 4), matrix(c(25, 50, 75, 100), 2))
  expect_identical(percent_of(c(1, 1), c(4, 8)), c(25, 12.5))
})

test_that("decimals give the smallest spread two significant digits", {
  expect_equal(spread_digits(c(3.2, 1.1)), 2)
  expect_equal(spread_digits(c(3.2, 0.012)), 3)
  expect_equal(spread_digits(c(1e-4, 2e-4, 0, NA)), 5)
  expect_equal(spread_digits(c(0, NA)), 2)
  small <- data.frame(before = c(1, 2, 4, 3) * 1e-4, after = c(3, 3, 5, 5) * 1e-4)
  shown <- as_print_table(paired_change(small, waves = names(small)))$body
  expect_identical(shown$before, "0.000250 (0.000129)")
  expect_match(shown$change, "^0.000150 ")
  expect_identical(points_text(0.1556), "15.6")
  expect_identical(points_text(NA_real_), "-")
})

test_that("a round number of people keeps its digits", {
  expect_identical(people_text(4e5, "<5"), "400000")
  moved <- c(improved = 1e5, same = 3, worse = 4e5)
  expect_identical(moved_cell(function(name) moved[[name]], "higher", FALSE),
                   "100000 / 3 / 400000")
})
