# Counted cohorts under a threshold against the same people's rows.
test_that("what a threshold suppresses of counts is what it suppresses of rows", {
  skip_second_time()
  skip_if_not_installed("RSQLite")
  rules <- c("most_complete", "first", "last", "none")
  for (seed in 9 + seq_len(asked_or("PAIRWAVE_ENGINE_COHORTS", 1, 20))) {
    folder <- withr::local_tempdir()
    waves <- engine_waves(seed, n = c(40, 12, 90, 25)[seed %% 4 + 1])
    rule <- rules[seed %% 4 + 1]
    local <- engine_local(waves, folder, rule)
    con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
    engine_tables(con, waves)
    counted <- engine_cohort(list(db = con), folder, names(waves), duplicates = rule)
    threshold <- c(3, 5, 10)[seed %% 3 + 1]
    disclosure <- study(waves = c(a = "a.csv"), disclosure = list(threshold = threshold))$disclosure
    local$study$disclosure <- counted$study$disclosure <- disclosure
    suppressed <- 0
    results <- list(
      demographics,
      function(x) demographics(x, who = c("pre+post", "linked", "everyone"), by = "sex"),
      paired_change, function(x) paired_change(x, by = "sex"),
      function(x) paired_change(x, scales = "calm", by = "region")
    )[few_or_many(c(1, 4), 1:5)]
    for (i in seq_along(results)) {
      said <- list()
      made <- lapply(list(local, counted), function(cohort) {
        withCallingHandlers(results[[i]](cohort), warning = function(w) {
          said <<- c(said, conditionMessage(w))
          invokeRestart("muffleWarning")
        })
      })
      expect_identical(made[[2]], made[[1]], info = paste(seed, i))
      suppressed <- suppressed + sum(made[[2]]$status == "suppressed")
      n <- length(said)
      expect_identical(said[seq_len(n / 2)], said[n / 2 + seq_len(n / 2)], info = paste(seed, i))
    }
    expect_gt(suppressed, 0)
  }
})

test_that("what a threshold does not decide from counts is refused, and says what to do", {
  skip_if_not_installed("RSQLite")
  cohort <- small_engine_cohort(disclosure = list(threshold = 5))
  for (one in list(wave_means, participation, scale_reliability, item_change)) {
    expect_error(one(cohort), class = "pairwave_error_disclosure")
  }
  expect_snapshot(cohort)
  expect_snapshot(error = TRUE, {
    wave_means(cohort)
    small_engine_cohort(disclosure = "hesa")
    demographics(small_engine_cohort(disclosure = list(threshold = 5),
                                     demographics = list(list(column = "q1"))))
  })
  cohort$study$disclosure <- "hesa"
  expect_error(demographics(cohort), class = "pairwave_error_disclosure")
  expect_error(paired_change(cohort), class = "pairwave_error_disclosure")
  expect_true(all(demographics(small_engine_cohort(disclosure = list(threshold = 5)))$status ==
                    "suppressed"))
})
