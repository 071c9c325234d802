# How far coders agree.

test_that("dots are the coefficients of each code, with reasons where there are none", {
  skip_if_not_installed("ggplot2")
  ratings <- data.frame(a = c(1, 2, 1, 1, 2), b = c(1, 2, 2, 1, 2))
  found <- coder_agreement(ratings)
  made <- draw(found)
  kappa <- as.data.frame(found)
  kappa <- kappa[kappa$statistic == "kappa", ]
  expect_equal(drawn_by(made, "GeomPoint")$x, kappa$estimate)
  expect_match(made$labels$alt, "Agreement of coders: kappa, with 95% intervals. a and b, All codes",
               fixed = TRUE)
  share <- draw(coder_agreement(ratings, statistics = "percent"))
  expect_match(share$labels$alt, "Agreement of coders: Agreement", fixed = TRUE)
})
