# Numbers alone: the locale changes nothing here.

# Whether a mean and an SD of whole numbers as these could be of n people.
could_be <- function(mean, half, sd, sd_half, n) {
  sums <- ceiling((mean - half) * n - 1e-9):floor((mean + half) * n + 1e-9)
  any(vapply(sums, function(sum) {
    squares <- c(max(0, sd - sd_half), sd + sd_half)^2 * (n - 1) + sum^2 / n
    first <- ceiling(squares[1] - 1e-9)
    first <- first + (first - sum) %% 2
    first <= squares[2] + 1e-9
  }, NA))
}

test_that("means and SDs could be of every number of people that is shown alike", {
  set.seed(9)
  for (i in 1:300) {
    profile <- disclosure_profile(sample(c("hesa", "nhs", "ofqual", "ofs"), 1))
    n <- sample(max(8, profile$mean_from):60, 1)
    answers <- round(stats::rnorm(n, 20, sample(c(0.6, 1, 5), 1)))
    mean <- coarse_mean(base::mean(answers), n, profile)
    sd <- coarse_sd(stats::sd(answers), n, profile)
    expect_lte(abs(mean - base::mean(answers)), 0.5)
    span <- span_of_rounded(n, profile$base)
    alike <- seq(max(span$low, profile$mean_from), span$high)
    step <- figure_steps[figure_steps >= 1 / alike[1]][1]
    # The finest step that such an SD can be shown in.
    fine <- abs(sd / figure_steps - round(sd / figure_steps)) < 1e-6 &
      sd * figure_steps * (alike[1] - 1) >= 1 - 1e-9
    sd_step <- c(figure_steps[fine], 1)[1]
    possible <- vapply(alike, function(n) {
      could_be(mean, step / 2, sd, sd_step / 2, n)
    }, NA)
    expect_true(n %in% alike[possible])
    expect_gt(sum(possible), 1)
  }
})

test_that("a p has one digit, and what does not exist stays so", {
  expect_identical(coarse_p(c(0.0004, 0.00061, 0.0149, 0.23, 0.96, NA)),
                   c(0, 0.001, 0.01, 0.2, 1, NA))
  expect_identical(coarse_mean(NA_real_, 10, disclosure_profile("hesa")), NA_real_)
  expect_identical(coarse_sd(c(NA, 0), c(10, 10), disclosure_profile("hesa")), c(NA, 0))
  expect_identical(coarse_middle(c(20.5, 21)), c(21, 21))
})

test_that("a p that some n shown alike could not have is told from others", {
  ofqual <- disclosure_profile("ofqual")
  part <- function(before, after, p) {
    data.frame(statistic = c("mean_before", "mean_after", "p", "p_adjusted"),
               estimate = c(before, after, p, p))
  }
  # Of 5 or 6 people both sums are the same, and p would be 1.
  expect_true(p_tells_n(part(17.2, 17.2, 0.9), c(0, 0, 0.88, 0.88), rep(7, 4), ofqual))
  expect_false(p_tells_n(part(17.2, 18.2, 0.1), c(0, 0, 0.14, 0.14), rep(8, 4), ofqual))
  expect_false(p_tells_n(part(NA, 18.2, 0.1), c(0, 0, 0.14, 0.14), rep(8, 4), ofqual))
  expect_false(p_tells_n(part(17.2, 17.2, NA), c(0, 0, NA, NA), rep(7, 4), ofqual))
})
