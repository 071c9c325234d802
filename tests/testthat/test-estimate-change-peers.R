# Random data sets against other programs: 25 of them, or as many as the
# environment variable PAIRWAVE_DATA_SETS says. Each peer is asked for figures to
# at least 8 digits; where it gives fewer, or another figure, a comment says why.

data_sets <- asked_or("PAIRWAVE_DATA_SETS", 10, 25)

# Three waves of 6 to 60 people: whole scores with many ties and zeros, means of
# items, or numbers without ties. `lost` answers are missing.
draw_set <- function(i, lost = FALSE) {
  set.seed(1000 + i)
  n <- sample(6:60, 1)
  step <- c(1, 1, 0.25, 0)[i %% 4 + 1]
  person <- stats::rnorm(n, 3, 1)
  waves <- data.frame(
    a = person + stats::rnorm(n, 0, 0.7), b = person + stats::rnorm(n, 0.3, 0.8),
    c = 0.8 * person + stats::rnorm(n, 0.9, 0.7)
  )
  if (step > 0) waves[] <- lapply(waves, function(x) round(x / step) * step)
  if (lost) {
    for (j in 1:3) waves[[j]][stats::runif(n) < c(0.1, 0.15, 0.3)[j]] <- NA
    waves <- waves[rowSums(!is.na(waves)) > 0, ]
  }
  waves
}
of <- function(result, statistic, contrast = "a -> b", what = "estimate") {
  result[[what]][result$statistic == statistic & result$contrast == contrast]
}
limits_of <- function(result, statistic, ...) {
  c(of(result, statistic, ..., what = "conf_low"),
    of(result, statistic, ..., what = "conf_high"))
}
change_of <- function(data, ...) paired_change(data, waves = c("a", "b", "c"), ...)
each_set <- function(check, ...) {
  withr::local_preserve_seed()
  for (i in seq_len(data_sets)) {
    data <- draw_set(i, ...)
    check(data, change_of(data), i)
  }
}
near <- function(found, wanted, i, tolerance = 1e-8) {
  expect_equal(found, wanted, tolerance = tolerance, info = paste("data set", i),
               ignore_attr = TRUE)
}

test_that("t tests are those of stats", {
  each_set(function(data, found, i) {
    oracle <- stats::t.test(data$b, data$a, paired = TRUE)
    near(c(of(found, "change"), limits_of(found, "change"), of(found, "t"),
           of(found, "df"), of(found, "p")),
         c(oracle$estimate, oracle$conf.int, oracle$statistic, oracle$parameter,
           oracle$p.value), i)
  })
})

test_that("exact signed-rank tests are coin's and exactRankTests'", {
  skip_without_peer("coin")
  skip_without_peer("exactRankTests")
  each_set(function(data, found, i) {
    for (zeros in c("pratt", "wilcoxon")) {
      mine <- change_of(data, zeros = zeros)
      # coin ranks what looks like one difference in two binary fractions apart.
      d <- round(data$b - data$a, 10)
      oracle <- coin::wilcoxsign_test(
        y ~ x, data.frame(x = 0, y = d), distribution = "exact",
        zero.method = if (zeros == "pratt") "Pratt" else "Wilcoxon"
      )
      near(of(mine, "p_signed_rank"), as.numeric(coin::pvalue(oracle)), i)
    }
    used <- d[d != 0]
    near(of(mine, "p_signed_rank"),
         exactRankTests::wilcox.exact(used, exact = TRUE)$p.value, i)
  })
})

test_that("standardised changes are effectsize's", {
  skip_without_peer("effectsize")
  each_set(function(data, found, i) {
    d <- data$b - data$a
    oracle <- effectsize::cohens_d(d)
    near(of(found, "d_z"), oracle$Cohens_d, i)
    near(of(found, "g_z"), effectsize::hedges_g(d)$Hedges_g, i)
    # effectsize ends its search for a limit early: of 500 sets the worst upper
    # one has 2.506% below it. Ours are where the distribution says.
    near(limits_of(found, "d_z"), c(oracle$CI_low, oracle$CI_high), i, 1e-3)
    at <- suppressWarnings(stats::pt(
      of(found, "t"), of(found, "df"),
      limits_of(found, "d_z") * sqrt(of(found, "n"))
    ))
    near(at, c(0.975, 0.025), i)
    mine <- change_of(data, zeros = "wilcoxon")
    ranks <- effectsize::rank_biserial(round(d, 10), verbose = FALSE)
    near(of(mine, "rank_biserial"), ranks$r_rank_biserial, i)
  })
})

test_that("reliability is psych's", {
  skip_without_peer("psych")
  each_set(function(data, found, i) {
    mine <- scale_reliability(data, items = c("a", "b", "c"))
    value <- function(statistic, what = "estimate") {
      mine[[what]][mine$statistic == statistic]
    }
    oracle <- suppressMessages(suppressWarnings(
      psych::alpha(data, warnings = FALSE)
    ))
    near(value("alpha"), oracle$total$raw_alpha, i)
    near(value("item_rest"), oracle$item.stats$r.drop, i)
    near(value("alpha_dropped"), oracle$alpha.drop$raw_alpha, i)
    near(c(value("alpha", "conf_low"), value("alpha", "conf_high")),
         unlist(oracle$feldt[c("lower.ci", "upper.ci")]), i)
  })
})

test_that("likelihood changes are those of nlme", {
  skip_without_peer("nlme")
  compared <- 0
  each_set(lost = TRUE, function(data, found, i) {
    long <- data.frame(y = unlist(data), wave = rep(1:3, each = nrow(data)),
                       id = rep(seq_len(nrow(data)), 3))
    long <- long[!is.na(long$y), ]
    long <- long[order(long$id, long$wave), ]
    # nlme gives up on some of the small sets.
    fit <- tryCatch(nlme::gls(
      y ~ factor(wave), long, method = "REML",
      correlation = nlme::corSymm(form = ~ wave | id),
      weights = nlme::varIdent(form = ~ 1 | wave),
      control = nlme::glsControl(tolerance = 1e-12, msTol = 1e-14,
                                 maxIter = 200, msMaxIter = 500)
    ), error = function(e) NULL)
    one <- of(found, "change_likelihood")
    if (is.null(fit) || is.na(one)) return()
    compared <<- compared + 1
    # nlme ends its search a little below the highest likelihood, which moves its
    # estimates by up to a ten-thousandth of their standard errors.
    away <- c(one, of(found, "change_likelihood", "a -> c")) -
      stats::coef(fit)[2:3]
    expect_lt(max(abs(away) / sqrt(diag(stats::vcov(fit))[2:3])), 1e-4)
    # nlme takes the covariances as known.
    model <- likelihood_of(data)$model
    near(sqrt(model[1, 1] + model[2, 2] - 2 * model[1, 2]), sqrt(stats::vcov(fit)[2, 2]),
         i, 5e-3)
  })
  expect_gt(compared, data_sets / 2)
})

# One run of PSPP for all sets: a data frame of the cells of its tables, by set.
pspp_tables <- function(commands) {
  folder <- withr::local_tempdir()
  syntax <- file.path(folder, "sets.sps")
  lines <- unlist(lapply(seq_len(data_sets), function(i) {
    data <- draw_set(i)
    c("DATA LIST LIST NOTABLE /a b c.", "BEGIN DATA.",
      do.call(paste, lapply(data, format, digits = 17, trim = TRUE)),
      "END DATA.", commands)
  }))
  writeLines(c("SET FORMAT F26.16.", lines), syntax)
  out <- system2("pspp", c("-O", "format=csv", shQuote(syntax)), stdout = TRUE)
  table <- cumsum(startsWith(out, "Table:"))
  split(out, table)
}
cells <- function(line) suppressWarnings(as.numeric(strsplit(line, ",")[[1]]))
with_title <- function(tables, title) {
  tables[vapply(tables, function(one) one[1] == paste("Table:", title), NA)]
}

test_that("PSPP's T-TEST gives the same figures, with the other sign", {
  skip_without_program("pspp")
  tables <- pspp_tables("T-TEST PAIRS = a WITH b (PAIRED).")
  tests <- with_title(tables, "Paired Samples Test")
  spreads <- with_title(tables, "Paired Sample Statistics")
  expect_length(tests, data_sets)
  each_set(function(data, found, i) {
    test <- cells(tests[[i]][5])
    near(c(of(found, "change"), of(found, "sd_change"), of(found, "t")),
         c(-test[3], test[4], -test[8]), i)
    near(limits_of(found, "change"), -rev(test[6:7]), i)
    near(of(found, "df"), test[9], i)
    near(round(of(found, "p"), 3), round(test[10], 3), i, 0.0011)
    before <- cells(spreads[[i]][3])
    near(c(of(found, "mean_before"), of(found, "sd_before")), before[4:5], i)
  })
})

test_that("PSPP's NPAR TESTS give the same ranks, Friedman and Kendall's W", {
  skip_without_program("pspp")
  tables <- pspp_tables(c(
    "NPAR TESTS /WILCOXON = a WITH b (PAIRED).", "NPAR TESTS /KENDALL = a b c."
  ))
  ranks <- Filter(function(one) any(grepl("Sum of Ranks", one)),
                  with_title(tables, "Ranks"))
  tests <- with_title(tables, "Test Statistics")
  z <- Filter(function(one) any(startsWith(one, "Z,")), tests)
  w <- Filter(function(one) any(startsWith(one, "Kendall's W,")), tests)
  expect_length(z, data_sets)
  expect_length(w, data_sets)
  each_set(function(data, found, i) {
    # PSPP takes 2.3 - 2.0 and 3.4 - 3.1 for different differences; quarters
    # and whole numbers are exact, numbers without ties have none.
    kernel <- .Call(pw_call_paired, pair_contrast(data$a, data$b), FALSE, 0)
    negative <- cells(ranks[[i]][3])
    positive <- cells(ranks[[i]][4])
    # PSPP ranks a - b.
    near(c(kernel[["positive"]], kernel[["negative"]]),
         c(negative[5], positive[5]), i)
    expected <- (min(kernel[["positive"]], kernel[["negative"]]) -
                   (kernel[["positive"]] + kernel[["negative"]]) / 2) /
      sqrt(kernel[["rank_variance"]])
    near(-abs(expected), -abs(cells(grep("^Z,", z[[i]], value = TRUE))[2]), i)
    near(of(found, "kendall_w", "all waves"),
         cells(grep("^Kendall", w[[i]], value = TRUE))[2], i)
    near(of(found, "friedman", "all waves"),
         cells(grep("^Chi-Square", w[[i]], value = TRUE))[2], i)
  })
})

test_that("PSPP's exact signed-rank p takes no account of ties", {
  skip_without_program("pspp")
  folder <- withr::local_tempdir()
  syntax <- file.path(folder, "ties.sps")
  writeLines(c(
    "DATA LIST LIST NOTABLE /a b.", "BEGIN DATA.", "0 1", "0 1", "0 1", "0 1", "0 1",
    "0 -1", "END DATA.",
    "NPAR TESTS /WILCOXON = a WITH b (PAIRED) /METHOD=EXACT."
  ), syntax)
  out <- system2("pspp", c("-O", "format=csv", shQuote(syntax)), stdout = TRUE)
  pspp <- cells(grep("^Exact Sig. \\(2", out, value = TRUE))[2]
  # Without ties, ranks 1 to 6: the sums 3.5 and below, rounded to 3, have 5 of
  # 64 patterns each way.
  expect_equal(pspp, 0.156)
  found <- paired_change(data.frame(a = 0, b = c(1, 1, 1, 1, 1, -1)),
                         waves = c("a", "b"))
  # Of the 64 patterns of equal ranks, 14 have at most one or at least five up.
  expect_identical(found$estimate[found$statistic == "p_signed_rank"], 14 / 64)
})

test_that("PSPP's RELIABILITY gives the same alpha", {
  skip_without_program("pspp")
  tables <- pspp_tables("RELIABILITY /VARIABLES = a b c /SUMMARY = TOTAL.")
  whole <- with_title(tables, "Reliability Statistics")
  items <- with_title(tables, "Item-Total Statistics")
  expect_length(whole, data_sets)
  each_set(function(data, found, i) {
    mine <- scale_reliability(data, items = c("a", "b", "c"))
    value <- function(statistic) mine$estimate[mine$statistic == statistic]
    near(value("alpha"), cells(whole[[i]][3])[1], i)
    theirs <- vapply(items[[i]][3:5], cells, numeric(5))
    near(value("item_rest"), theirs[4, ], i)
    near(value("alpha_dropped"), theirs[5, ], i)
  })
})
