test_that("alpha, item-rest correlations and alpha without an item match psych", {
  skip_without_peer("psych")
  withr::local_seed(20)
  for (i in 1:20) {
    answers <- draw_scale(sample(20:200, 1), sample(3:10, 1))
    mine <- scale_reliability(answers, items = names(answers))
    psych <- suppressWarnings(psych::alpha(answers, warnings = FALSE))
    expect_equal(value(mine, "alpha"), psych$total$raw_alpha, tolerance = 1e-10)
    expect_equal(value(mine, "item_rest"), psych$item.stats$r.drop,
                 tolerance = 1e-10)
    expect_equal(value(mine, "alpha_dropped"), psych$alpha.drop$raw_alpha,
                 tolerance = 1e-10)
    expect_equal(c(value(mine, "alpha", "conf_low"),
                   value(mine, "alpha", "conf_high")),
                 unlist(psych$feldt[c("lower.ci", "upper.ci")],
                        use.names = FALSE),
                 tolerance = 1e-6)
  }
})

test_that("omega and loadings match stats::factanal, another fit of the factor", {
  withr::local_seed(21)
  for (i in 1:10) {
    answers <- draw_scale(sample(100:300, 1), sample(4:10, 1))
    mine <- scale_reliability(answers, items = names(answers))
    theirs <- factanal(answers, 1, control = list(opt = list(factr = 10)))
    loading <- abs(theirs$loadings[, 1])
    sd <- vapply(answers, stats::sd, 0)
    common <- sum(loading * sd)^2
    expect_equal(value(mine, "loading"), unname(loading), tolerance = 1e-5)
    expect_equal(value(mine, "omega"),
                 common / (common + sum(theirs$uniquenesses * sd^2)),
                 tolerance = 1e-5)
  }
})

test_that("PSPP's RELIABILITY gives the same alpha", {
  skip_without_program("pspp")
  folder <- withr::local_tempdir()
  complete <- stats::na.omit(attitude)
  syntax <- file.path(folder, "r.sps")
  writeLines(c(
    "DATA LIST LIST /q1 q2 q3 q4.", "BEGIN DATA",
    do.call(paste, complete), "END DATA.", "FORMATS ALL (F20.12).",
    "COMPUTE t4 = 5 - q4.", "RELIABILITY /VARIABLES = q1 q2 q3 t4."
  ), syntax)
  out <- system2("pspp", c("-O", "format=csv", shQuote(syntax)), stdout = TRUE)
  at <- grep("Cronbach", out)[1]
  pspp <- as.numeric(strsplit(out[at + 1], ",")[[1]][1])
  mine <- scale_reliability(attitude, items = "q1:q4", reverse = "q4",
                            range = c(1, 4))
  expect_equal(round(value(mine, "alpha"), 2), round(pspp, 2))
})

test_that("only those who answered every item count, and n says so", {
  mine <- scale_reliability(attitude, items = "q1:q4", reverse = "q4",
                            range = c(1, 4))
  expect_identical(value(mine, "n"), 8)
  expect_identical(unique(mine$n), 8L)
  turned <- stats::na.omit(transform(attitude, q4 = 5 - q4))
  again <- scale_reliability(turned[sample(8), ], items = "q1:q4")
  expect_equal(again$estimate, mine$estimate, tolerance = 1e-9)
  expect_equal(value(mine, "mean"), unname(colMeans(turned)))
})

test_that("what does not exist is a row with a reason", {
  reason <- function(data) {
    result <- scale_reliability(data, items = names(data))
    expect_identical(is.na(result$note), !is.na(result$estimate))
    result$note[result$statistic %in% c("alpha", "omega")]
  }
  nobody <- attitude[0, ]
  expect_identical(reason(nobody), rep("nobody answered every item", 2))
  expect_match(reason(attitude[1, ]), "fewer than 2 respondents", all = TRUE)
  expect_identical(reason(attitude["q1"]),
                   c("a scale of one item", "fewer than 3 items"))
  expect_identical(reason(attitude[1:2])[2], "fewer than 3 items")
  same <- data.frame(q1 = rep(0.1, 5), q2 = rep(2, 5), q3 = rep(3, 5))
  expect_identical(reason(same)[1], "the sum of the items has no variance")
  expect_match(reason(transform(attitude, q2 = 2))[2], "the same")
  twins <- data.frame(q1 = 1:6, q2 = 1:6, q3 = c(2, 1, 4, 3, 6, 5))
  expect_match(reason(twins)[2], "no variance of its own")
})
