# How far two numbers are apart, of their size; of NA and NA nothing.
apart <- function(x, y) {
  far <- abs(x - y) / pmax(abs(x), abs(y))
  far[x %in% 0 & y %in% 0 | is.na(x) & is.na(y)] <- 0
  far
}

# t and what follows from a change near 0 have its rounding: beside the scores it is nothing.
expect_alike <- function(counted, rows, info) {
  for (column in c("estimate", "conf_low", "conf_high")) {
    far <- apart(counted[[column]], rows[[column]])
    far[abs(counted[[column]] - rows[[column]]) < 1e-13] <- 0
    expect_true(all(far < 1e-12), info = paste(info, column))
  }
}

test_that("sums give what patterns give, where it follows from them", {
  skip_second_time()
  skip_if_not_installed("RSQLite")
  shown <- 0
  cohorts <- asked_or("PAIRWAVE_ENGINE_COHORTS", 2, 12)
  for (seed in seq_len(cohorts)) {
    made <- moments_case(seed, 2, trapped_waves(seed),
                         duplicates = c("most_complete", "first", "last", "none")[seed %% 4 + 1])
    rows <- as.data.frame(paired_change(made$local))
    counted <- as.data.frame(paired_change(made$cohort))
    expect_identical(counted[c("scale", "contrast", "statistic", "n", "from", "to")],
                     rows[c("scale", "contrast", "statistic", "n", "from", "to")])
    follows <- counted$statistic %in% c(statistics_of_moments, "n_complete", "n_any") &
      !counted$statistic %in% by_reliability
    given <- follows & !counted$reason %in% "sums_withheld"
    # p is adjusted over fewer where sums are held back.
    given <- given & !(counted$statistic == "p_adjusted" & any(counted$reason %in% "sums_withheld"))
    shown <- shown + sum(given)
    expect_alike(counted[given, ], rows[given, ], seed)
    expect_identical(counted$reason[given], rows$reason[given])
    expect_identical(counted$method[follows], rows$method[follows])
    whole <- given & counted$statistic %in% c("n", "n_before_only", "n_after_only", "df",
                                              "n_complete", "n_any")
    expect_identical(counted$estimate[whole], rows$estimate[whole])
    # Scores of four items answered by all are whole numbers of a quarter.
    exact <- given & counted$scale == "whole" &
      counted$statistic %in% c("mean_before", "mean_after", "change")
    expect_identical(counted$estimate[exact], rows$estimate[exact])
    none <- counted[!follows & !counted$statistic %in% by_reliability, ]
    expect_true(all(is.na(none$estimate) & is.na(none$conf_low)))
    expect_identical(unique(none$reason), "moments_only")
    means <- as.data.frame(wave_means(made$local))
    sums <- as.data.frame(wave_means(made$cohort))
    given <- !sums$reason %in% "sums_withheld"
    expect_alike(sums[given, ], means[given, ], paste(seed, "means"))
    expect_identical(sums$n, means$n)
    expect_identical(sums$reason[given], means$reason[given])
    expect_identical(participation(made$cohort), participation(made$local))
  }
  expect_gt(shown, 50 * cohorts)
})

test_that("sums that are held back are no figures", {
  skip_if_not_installed("RSQLite")
  change <- as.data.frame(paired_change(moments_case(3, 1000)$cohort))
  kept <- c("n", "n_before_only", "n_after_only", "df", "n_complete", "n_any")
  expect_setequal(change$statistic[!is.na(change$estimate)], kept)
  expect_identical(unique(change$reason[change$statistic == "change"]), "sums_withheld")
  expect_identical(unique(change$reason[change$statistic == "improved"]), "moments_only")
  means <- as.data.frame(wave_means(moments_case(3, 1000)$cohort))
  expect_true(all(is.na(means$estimate)) && all(means$n > 2))
  expect_identical(unique(means$reason), "sums_withheld")
})

test_that("what was declared stands, and what would count people does not", {
  skip_if_not_installed("RSQLite")
  small <- function(source) {
    set.seed(9)
    table <- function() data.frame(code = sprintf("c%03d", 1:40), q1 = sample(4, 40, TRUE),
                                   q2 = sample(4, 40, TRUE), sex = 1)
    small_engine_cohort(
      tables = list(pre = table(), post = table()), source = source, frame = parent.frame(2),
      scales = list(s = list(items = "q1:q2", range = c(1, 4), reliability = 0.8,
                             important = 0.5, cutoff = list(above = 2.5, source = "A norm")))
    )
  }
  rows <- as.data.frame(paired_change(small(list())))
  counted <- as.data.frame(paired_change(small(list(moments = 5))))
  expect_identical(counted$statistic, rows$statistic)
  of <- function(frame, statistic) frame$estimate[match(statistic, frame$statistic)]
  stands <- c("reliability", "cutoff", "important_difference")
  expect_identical(of(counted, stands), of(rows, stands))
  expect_equal(of(counted, "reliable_threshold"), of(rows, "reliable_threshold"), tolerance = 1e-14)
  people <- c("reliable_gain", "recovered", "deteriorated", "important_gain", "at_ceiling")
  expect_false(anyNA(of(rows, people)))
  expect_true(all(is.na(of(counted, people))))
  expect_identical(unique(counted$reason[counted$statistic %in% people]), "moments_only")
})

test_that("a threshold suppresses what it suppresses of rows", {
  skip_second_time()
  skip_if_not_installed("RSQLite")
  profile <- study(waves = list(a = list(file = "a.csv")), id = "code",
                   disclosure = list(threshold = 5))$disclosure
  held <- 0
  for (seed in seq_len(few_or_many(2, 6))) {
    made <- moments_case(seed, 2, engine_waves(seed, 20 * seed))
    read <- function(cohort) {
      cohort$study$disclosure <- profile
      as.data.frame(paired_change(cohort))
    }
    rows <- read(made$local)
    counted <- read(made$cohort)
    follows <- counted$statistic %in% statistics_of_moments &
      !counted$statistic %in% by_reliability
    held <- held + sum(rows$reason[follows] %in% "suppressed")
    # What the source held back already is suppressed of the rows too, or more is shown of them.
    suppressed <- rows$reason %in% "suppressed"
    expect_true(all(is.na(counted$estimate[suppressed])))
    expect_identical(is.na(counted$n[follows]), is.na(rows$n[follows]))
    given <- follows & !suppressed & !counted$reason %in% "sums_withheld" &
      counted$statistic != "p_adjusted"
    expect_alike(counted[given, ], rows[given, ], paste(seed, "threshold"))
  }
  expect_gt(held, 20)
})

test_that("a table, a summary and sentences of sums say what is not there", {
  skip_if_not_installed("RSQLite")
  cohort <- moments_case(3, 10)$cohort
  expect_snapshot({
    paired_change(cohort)
    wave_means(cohort)
  })
  expect_no_error(utils::capture.output(print(summary(paired_change(cohort)))))
})
