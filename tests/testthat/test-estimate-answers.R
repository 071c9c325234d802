# Numbers alone: the locale changes nothing here.

frequency <- function(x, statistic, wave, who = "wave", level = NULL, what = "estimate") {
  at <- x$statistic == statistic & x$wave == wave & x$who == who &
    (if (is.null(level)) TRUE else x$level %in% level)
  x[[what]][at]
}

test_that("counts, shares, medians and top two are those of table() and quantile()", {
  withr::local_seed(211)
  waves <- c(pre = "*_pre", post = "*_post", later = "*_later")
  for (i in seq_len(few_or_many(15, 60))) {
    high <- sample(4:9, 1)
    frame <- as.data.frame(lapply(stats::setNames(nm = sub("\\*", "q", waves)), function(wave) {
      sample(c(seq_len(high), NA), sample(20, 1) + 0 * i, TRUE)[rep_len(1:20, 20)]
    }))
    x <- item_frequencies(frame, items = "q", waves = waves, range = c(1, high), quartile_type = 6)
    always <- stats::complete.cases(frame)
    for (wave in names(waves)) {
      answers <- frame[[sub("*", "q", waves[[wave]], fixed = TRUE)]]
      for (who in c("wave", "every wave")) {
        among <- answers[if (who == "wave") TRUE else always]
        given <- among[!is.na(among)]
        n <- length(given)
        expect_equal(frequency(x, "count", wave, who),
                     as.vector(table(factor(given, seq_len(high)))) + 0)
        expect_equal(frequency(x, "n", wave, who), n)
        expect_equal(frequency(x, "top_two", wave, who), sum(given >= high - 1))
        if (n > 0) {
          expect_equal(
            frequency(x, "count", wave, who, what = "percent"),
            floor(as.vector(table(factor(given, seq_len(high)))) / n * 1000 + 0.5 + 1e-9) / 10
          )
          expect_equal(frequency(x, "median", wave, who),
                       unname(stats::quantile(given, 0.5, type = 6)))
          expect_equal(frequency(x, "upper_quartile", wave, who),
                       unname(stats::quantile(given, 0.75, type = 6)))
        } else {
          expect_identical(frequency(x, "median", wave, who, what = "reason"), "no_answers")
        }
        if (who == "wave") expect_equal(frequency(x, "no_answer", wave), sum(is.na(among)))
      }
    }
  }
})

test_that("a labelled answer that nobody gave has its line, and a code without one too", {
  column <- new_labelled_column(c(1, 1, 3, 7, 99), labels = c(Low = 1, Middle = 2, High = 3, Refused = 99),
                                na_values = 99)
  x <- item_frequencies(data.frame(q = column), items = "q")
  count <- x[x$statistic == "count", ]
  expect_identical(count$level_label, c("Low", "Middle", "High", "7"))
  expect_identical(count$listed, c(TRUE, TRUE, TRUE, FALSE))
  expect_identical(count$estimate, c(2, 0, 1, 1))
  expect_identical(frequency(x, "no_answer", "Answers"), 1)
})

test_that("texts without an order have no median, yes and no none either", {
  frame <- data.frame(way = c("bus", "train", "bus", "car"), came = c("no", "yes", "yes", "yes"))
  x <- item_frequencies(frame, items = c("way", "came"))
  expect_identical(unique(x$kind[x$item == "way"]), "nominal")
  expect_identical(unique(x$kind[x$item == "came"]), "yes_no")
  expect_false(any(c("median", "top_two") %in% x$statistic))
})

test_that("the order of people changes nothing", {
  withr::local_seed(212)
  frame <- data.frame(q_a = sample(c(1:5, NA), 40, TRUE), q_b = sample(c(1:5, NA), 40, TRUE))
  of <- function(frame) as.data.frame(item_frequencies(frame, items = "q", waves = c("*_a", "*_b")))
  expect_identical(of(frame[sample(40), ]), of(frame))
})
