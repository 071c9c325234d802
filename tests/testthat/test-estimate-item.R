# Numbers alone: the locale changes nothing here.

test_that("McNemar's mid-p is that of Fagerland, Lydersen and Laake", {
  people <- people_of(matrix(c(1, 7, 1, 12), 2, dimnames = list(0:1, 0:1)))
  number <- function(x) as.numeric(as.character(x))
  found <- of_item(number(people$before), number(people$after))
  expect_identical(unique(found$kind), "yes_no")
  expect_equal(round(value(found, "p"), 4), 0.0391)
  expect_equal(round(value(found, "p_exact"), 4), 0.0703)
  expect_identical(value(found, "n"), 21)
  expect_equal(value(found, "change"), -6 / 21)
  expect_identical(c(value(found, "improved"), value(found, "same"),
                     value(found, "worse")), c(1, 13, 7))
  # As many each way.
  even <- of_item(c(0, 1, 1, 0), c(1, 0, 1, 0))
  expect_identical(value(even, "p"), 1 - stats::dbinom(1, 2, 0.5) / 2)
  expect_identical(value(even, "p_exact"), 1)
})

test_that("Stuart's vision data give his value and Bhapkar's", {
  people <- people_of(vision)
  found <- of_item(people$before, people$after)
  expect_identical(unique(found$kind), "nominal")
  expect_equal(round(value(found, "stuart_maxwell"), 3), 11.957)
  expect_equal(round(value(found, "bhapkar"), 3), 11.976)
  expect_identical(value(found, "df"), 3)
  expect_equal(value(found, "p"),
               stats::pchisq(value(found, "stuart_maxwell"), 3, lower.tail = FALSE))
  counted <- as.data.frame(as.table(vision))
  again <- item_change(
    data.frame(q_pre = counted$Var1, q_post = counted$Var2, n = counted$Freq),
    items = "q", waves = two_waves, counts = "n"
  )
  expect_equal(as.data.frame(again), as.data.frame(found))
})

test_that("nominal items agree with coin's marginal homogeneity test", {
  skip_without_peer("coin")
  withr::local_seed(61)
  for (i in 1:10) {
    k <- sample(3:5, 1)
    before <- factor(sample(letters[1:k], 60, TRUE), letters[1:k])
    after <- factor(sample(letters[1:k], 60, TRUE, seq_len(k)), letters[1:k])
    found <- of_item(before, after)
    oracle <- coin::mh_test(table(before, after))
    expect_equal(value(found, "stuart_maxwell"),
                 as.numeric(coin::statistic(oracle)), tolerance = 1e-8)
    expect_equal(value(found, "p"), as.numeric(coin::pvalue(oracle)),
                 tolerance = 1e-8)
  }
})

test_that("yes/no items agree with binom.test() and mcnemar.test()", {
  withr::local_seed(62)
  for (i in 1:20) {
    before <- sample(c(TRUE, FALSE), 30, TRUE)
    after <- sample(c(TRUE, FALSE), 30, TRUE, c(2, 1))
    found <- of_item(before, after)
    b <- sum(after & !before)
    moved <- sum(after != before)
    expect_equal(value(found, "p_exact"), stats::binom.test(b, moved)$p.value)
    as_nominal <- of_item(ifelse(before, "x", "y"), ifelse(after, "x", "y"))
    expect_identical(unique(as_nominal$kind), "yes_no")
    # The interval is Wald's after one more pair of each kind that changed.
    more <- c(after - before, 1, -1)
    half <- stats::qnorm(0.975) * sqrt(mean((more - mean(more))^2) / 32)
    expect_equal(value(found, "change", what = "conf_low"), mean(more) - half)
  }
})

test_that("McNemar's odds ratio, its limits and its p are what the binomial says", {
  skip_second_time()
  withr::local_seed(67)
  # The share under which so many and more, or so few and less, half of the last one
  # counted, have a probability of 2.5%.
  limit <- function(better, moved, lower) {
    at <- function(logit) {
      share <- stats::plogis(logit)
      (if (lower) stats::pbinom(better, moved, share) - stats::dbinom(better, moved, share) / 2
       else 1 - stats::pbinom(better, moved, share) + stats::dbinom(better, moved, share) / 2) - 0.025
    }
    exp(stats::uniroot(at, c(-30, 30), tol = 1e-14, maxiter = 1e4)$root)
  }
  compared <- 0
  for (i in seq_len(drawn_sets())) {
    n <- sample(8:120, 1)
    before <- stats::rbinom(n, 1, stats::runif(1, 0.1, 0.9))
    after <- stats::rbinom(n, 1, stats::runif(1, 0.1, 0.9))
    better <- sum(after > before)
    worse <- sum(after < before)
    if (!better || !worse) next
    found <- of_item(before, after)
    expect_equal(value(found, "odds_improved"), better / worse, tolerance = 1e-14)
    limits <- c(value(found, "odds_improved", what = "conf_low"),
                value(found, "odds_improved", what = "conf_high"))
    expect_equal(limits, c(limit(better, better + worse, FALSE), limit(better, better + worse, TRUE)),
                 tolerance = 1e-8)
    fewer <- min(better, worse)
    last <- stats::dbinom(fewer, better + worse, 0.5)
    mid <- if (better == worse) 1 - last / 2 else
      2 * sum(stats::dbinom(seq_len(fewer) - 1, better + worse, 0.5)) + last
    expect_equal(value(found, "p"), mid, tolerance = 1e-8)
    compared <- compared + 1
  }
  expect_gt(compared, 0.8 * drawn_sets())
})

test_that("ordered items have the signed-rank test and effects of a scale", {
  withr::local_seed(63)
  before <- sample(1:5, 40, TRUE)
  after <- sample(c(1:5, NA), 40, TRUE)
  found <- of_item(before, after)
  scale <- paired_change(data.frame(before, after), waves = c("before", "after"))
  for (statistic in c("n", "n_before_only", "mean_before", "sd_after", "change",
                      "d_av", "improved", "superiority", "share_of_moved", "rank_biserial",
                      "p_signed_rank", "p")) {
    expect_identical(value(found, statistic),
                     scale$estimate[scale$statistic == statistic])
  }
  expect_match(value(found, "p_signed_rank", what = "rule"), "exact, Pratt")
  expect_match(
    value(of_item(before, after, zeros = "wilcoxon"), "p_signed_rank", what = "rule"),
    "Wilcoxon zeros"
  )
  expect_false("hodges_lehmann" %in% found$statistic)
  levels <- c("low", "b", "c", "d", "high")
  ordered <- of_item(factor(levels[before], levels, ordered = TRUE),
                     factor(levels[after], levels, ordered = TRUE))
  expect_identical(ordered$estimate, found$estimate)
  # Their positions are named, numbers are not.
  expect_match(value(ordered, "mean_before", what = "rule"),
               "low = 1, b = 2, c = 3, d = 4, high = 5")
  expect_identical(value(found, "mean_before", what = "about"), NA_character_)
})

test_that("the interval in a row and its p never contradict each other", {
  withr::local_seed(66)
  for (i in 1:60) {
    before <- sample(1:4, 15, TRUE)
    found <- of_item(before, pmin(4, pmax(1, before + sample(-1:2, 15, TRUE))))
    low <- value(found, "change", what = "conf_low")
    high <- value(found, "change", what = "conf_high")
    expect_identical(low > 0 || high < 0, value(found, "p") < 0.05)
    share <- value(found, "share_of_moved", what = "conf_low")
    other <- value(found, "share_of_moved", what = "conf_high")
    expect_identical(share > 0.5 || other < 0.5, value(found, "p_sign") < 0.05)
    yes <- of_item(sample(0:1, 25, TRUE, c(3, 1)), sample(0:1, 25, TRUE))
    share <- value(yes, "share_of_moved", what = "conf_low")
    other <- value(yes, "share_of_moved", what = "conf_high")
    expect_identical(share > 0.5 || other < 0.5, value(yes, "p") < 0.05)
  }
})

test_that("swapping waves flips signs and nothing else", {
  withr::local_seed(64)
  data <- data.frame(
    a_pre = sample(1:5, 30, TRUE), a_post = sample(1:5, 30, TRUE),
    b_pre = sample(c("no", "yes"), 30, TRUE), b_post = sample(c("no", "yes"), 30, TRUE),
    c_pre = sample(letters[1:3], 30, TRUE), c_post = sample(letters[1:3], 30, TRUE)
  )
  one <- item_change(data, items = c("a", "b", "c"), waves = two_waves)
  two <- item_change(data[sample(30), ], items = c("a", "b", "c"),
                     waves = rev(two_waves))
  for (item in c("a", "b", "c")) {
    at <- function(x, statistic, what) value(x, statistic, what, item = item)
    for (statistic in c("n", "p", "p_adjusted", "same", "stuart_maxwell",
                        "bhapkar", "p_exact")) {
      expect_equal(at(two, statistic, "estimate"), at(one, statistic, "estimate"))
    }
    for (statistic in c("change", "d_av", "rank_biserial")) {
      expect_equal(at(two, statistic, "estimate"), -at(one, statistic, "estimate"))
      expect_equal(at(two, statistic, "conf_low"), -at(one, statistic, "conf_high"),
                   tolerance = 1e-7)
    }
    expect_equal(at(two, "improved", "estimate"), at(one, "worse", "estimate"))
  }
})

test_that("p is adjusted over the items of a contrast", {
  withr::local_seed(65)
  data <- as.data.frame(matrix(sample(1:4, 300, TRUE), 30))
  names(data) <- paste0("q", rep(1:5, each = 2), c("_pre", "_post"))
  for (how in c("holm", "BH", "none")) {
    found <- item_change(data, items = "q1:q5", waves = two_waves, adjust = how)
    expect_equal(found$estimate[found$statistic == "p_adjusted"],
                 stats::p.adjust(found$estimate[found$statistic == "p"], how))
  }
  expect_match(found$rule[found$statistic == "p_adjusted"][1], "not adjusted")
})

test_that("what does not exist is a row with a reason", {
  none <- list(
    numbers = list(c(1, NA), c(NA, 2)), still = list(c(2, 3, 3), c(2, 3, 3)),
    text = list(c("a", "b", "c"), c("a", "b", "c")),
    lost = list(c("a", "b", "c"), NA_character_),
    yes = list(c(0, 1, 1), c(0, 1, 1)), nothing = list(numeric(), numeric()),
    empty = list(character(), character()), one = list("a", "a"),
    all_move = list(factor(c("a", "a"), c("a", "b", "c")),
                    factor(c("b", "b"), c("a", "b", "c")))
  )
  for (case in none) {
    found <- of_item(case[[1]], case[[2]])
    expect_false(any(is.nan(found$estimate)))
    expect_identical(is.na(found$estimate), !is.na(found$reason))
    expect_identical(is.na(found$note), is.na(found$reason) & is.na(found$caution))
    expect_false(anyNA(found$rule))
    expect_s3_class(as_print_table(found), "pairwave_print_table")
  }
  expect_identical(value(of_item(c("a", "b", "c"), c("a", "b", "c")), "p",
                         what = "note"), "nobody changed their answer")
})
