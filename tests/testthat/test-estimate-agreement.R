agree <- function(x, statistics, ...) {
  coder_agreement(x, statistics = statistics, resamples = 0, ...)
}

test_that("kappa has Fleiss, Cohen and Everitt's standard errors in published tables", {
  cohen <- ratings_of_table(c(88, 14, 18), c(10, 40, 10), c(2, 6, 12))
  found <- agree(cohen, c("percent", "kappa", "p_kappa"))
  expect_equal(figure(found, "percent"), 0.70)
  expect_equal(figure(found, "kappa"), 0.4915254, tolerance = 1e-7)
  expect_equal(figure(found, "kappa", column = "se"), 0.0510018, tolerance = 1e-6)
  expect_equal(figure(found, "p_kappa"), 2 * pnorm(-0.4915254 / 0.0519789), tolerance = 1e-5)
  fleiss <- ratings_of_table(c(75, 1, 4), c(5, 4, 1), c(0, 0, 10))
  found <- agree(fleiss, "kappa")
  expect_equal(figure(found, "kappa"), 0.6764706, tolerance = 1e-7)
  expect_equal(figure(found, "kappa", column = "se"), 0.0877030, tolerance = 1e-6)
  expect_equal(figure(found, "kappa", column = "conf_low"), 0.505, tolerance = 1e-3)
  expect_equal(figure(found, "kappa", column = "conf_high"), 0.848, tolerance = 1e-3)
  everitt <- ratings_of_table(c(106, 10, 4), c(22, 28, 10), c(2, 12, 6))
  expect_equal(figure(agree(everitt, "kappa"), "kappa"), 0.4285714, tolerance = 1e-7)
  expect_equal(figure(agree(everitt, "kappa"), "kappa", column = "se"), 0.0537110,
               tolerance = 1e-6)
})

test_that("the two-by-two tables of Feinstein and Cicchetti, and Gwet's paradox", {
  statistics <- c("percent", "positive", "negative", "kappa", "fleiss", "pabak", "ac1")
  one <- agree(coded_table(40, 9, 6, 45), statistics)
  expect_equal(one$estimate, c(.85, .8421, .8571, .6995192, .6992481, .70, .7007481),
               tolerance = 1e-4)
  other <- agree(coded_table(80, 10, 5, 5), statistics)
  expect_equal(other$estimate, c(.85, .9143, .40, .3181818, .3142857, .70, .8080000),
               tolerance = 1e-4)
  expect_equal(figure(other, "kappa", column = "se"), 0.1334565, tolerance = 1e-6)
  expect_identical(c(other$both[1], other$first_only[1], other$second_only[1], other$neither[1]),
                   c(80, 10, 5, 5))
  gwet <- agree(coded_table(118, 5, 2, 0), c("percent", "kappa", "fleiss", "alpha", "ac1", "pabak"))
  expect_equal(gwet$estimate, c(.944, -.0233918, -.0288066, -.0246914, .9407763, .888),
               tolerance = 1e-6)
  # The published error divides by n, as kappa's does; Gwet's of 2014 by n - 1.
  expect_equal(figure(gwet, "ac1", column = "se") * sqrt(124 / 125), 0.0229646, tolerance = 1e-5)
})

test_that("Artstein and Poesio's tables", {
  found <- agree(ratings_of_table(c(46, 0, 0), c(6, 32, 6), c(0, 0, 10)),
                 c("percent", "pabak", "fleiss", "kappa", "alpha", "ac1"))
  expect_equal(found$estimate, c(.88, .82, .7995322, .8013245, .8005346, .8287427),
               tolerance = 1e-6)
  found <- agree(ratings_of_table(c(20, 10), c(20, 50)), c("fleiss", "kappa", "pabak"))
  expect_equal(found$estimate, c(.341, .348, .40), tolerance = 1e-3)
})

test_that("what can't be told is a row with its reason", {
  none <- agree(codings_of(A = c("x", "x"), B = c("x", "x"), framework = new_framework(c("x", "y"))),
                c("percent", "positive", "kappa", "pabak", "ac1", "alpha"))
  y <- none[none$code == "y", ]
  expect_identical(y$estimate, c(1, rep(NA, 5)))
  expect_identical(y$note[-1], rep("neither coder used it", 5))
  x <- none[none$code == "x", ]
  expect_identical(x$reason, c(NA, NA, "chance_certain", NA, NA, "chance_certain"))
  expect_identical(figure(agree(coded_table(0, 0, 3, 5), "kappa"), "kappa"), 0)
  many <- agree(codings_of(A = c("x", ""), B = c("", ""), C = c("x", "x")),
                c("positive", "kappa"))
  expect_identical(many$reason[many$coders == "all"], c("two_coders_only", NA))
})

test_that("only what both read is compared, and pairs without a common unit say so", {
  rows <- data.frame(unit = c("1", "2", "2", "3", "4"), coder = c("A", "A", "B", "B", "C"),
                     code = "x")
  found <- agree(new_codes(rbind(rows, data.frame(unit = "1", coder = "C", code = NA))),
                 c("percent", "kappa"))
  expect_identical(figure(found, "percent", column = "n", coders = "A and B"), 1)
  expect_identical(figure(found, "percent", column = "reason", coders = "B and C"),
                   "no_shared_unit")
  expect_identical(figure(found, "percent", column = "n", coders = "A and C"), 1)
})

test_that("resamples draw participants with their units, and a seed gives them again", {
  set.seed(2)
  a <- sample(c("x", ""), 60, TRUE)
  b <- ifelse(runif(60) < 0.85, a, ifelse(a == "x", "", "x"))
  alone <- codings_of(A = a, B = b)
  few <- codings_of(A = a, B = b, participant = rep(1:4, each = 15))
  draw <- function(x) {
    set.seed(1)
    coder_agreement(x, statistics = "alpha", resamples = 500)
  }
  expect_identical(draw(few), draw(few))
  expect_identical(figure(draw(few), "alpha"), figure(draw(alone), "alpha"))
  limits <- as.numeric(draw(few)[c("conf_low", "conf_high")])
  # Every alpha of four participants drawn of four.
  by_person <- lapply(split(1:60, rep(1:4, each = 15)), function(at) data.frame(A = a[at], B = b[at]))
  possible <- apply(expand.grid(1:4, 1:4, 1:4, 1:4), 1, function(who) {
    drawn <- do.call(rbind, by_person[who])
    figure(agree(drawn, "alpha"), "alpha")
  })
  expect_true(all(limits >= min(possible) - 1e-9 & limits <= max(possible) + 1e-9))
  expect_gt(min(abs(limits - as.numeric(draw(alone)[c("conf_low", "conf_high")]))), 0)
  one <- coder_agreement(codings_of(A = a, B = b, participant = rep(1, 60)),
                         statistics = "alpha", resamples = 100)
  expect_identical(one$interval, "one_participant")
  expect_identical(one$conf_low, NA_real_)
})

test_that("the interval of alpha is as wide as that of kappa where both estimate the same", {
  set.seed(5)
  a <- sample(c("x", ""), 200, TRUE)
  b <- ifelse(runif(200) < 0.9, a, ifelse(a == "x", "", "x"))
  found <- coder_agreement(codings_of(A = a, B = b), statistics = c("kappa", "alpha"),
                           resamples = 2000)
  width <- found$conf_high - found$conf_low
  expect_equal(width[2], width[1], tolerance = 0.1)
})
