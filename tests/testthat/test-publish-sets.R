skip_second_time()

test_that("an ordinary cohort shows its pairs and means under a threshold", {
  set.seed(1)
  dir <- withr::local_tempdir()
  # 40 people, of whom 34 answer again and 28 of these a third time.
  for (wave in 1:3) {
    n <- c(40, 34, 28)[wave]
    data <- data.frame(code = sprintf("P%02d", seq_len(n)),
                       q1 = sample(5, n, TRUE), q2 = sample(5, n, TRUE))
    utils::write.csv(data, file.path(dir, paste0(wave, ".csv")), row.names = FALSE)
  }
  cohort <- read_cohort(study(
    waves = list(pre = list(file = "1.csv"), post = list(file = "2.csv"),
                 later = list(file = "3.csv")), id = "code", dir = dir,
    scales = list(a = list(label = "A", items = c("q1", "q2"), range = c(1, 5))),
    disclosure = list(threshold = 5)
  ))
  change <- as.data.frame(paired_change(cohort))
  expect_identical(change$n[change$statistic == "n"], c(34L, 28L, 28L))
  expect_false(anyNA(change$estimate[change$statistic %in% c("mean_before", "mean_after")]))
  means <- as.data.frame(wave_means(cohort))
  expect_false(anyNA(means$estimate))
  flow <- participation(cohort)
  expect_identical(flow$n[flow$outcome == "received"], c(40L, 34L, 28L))
  items <- as.data.frame(item_change(cohort))
  expect_false(anyNA(items$estimate[items$statistic == "mean_before"]))
})

test_that("without a profile everything is published", {
  expect_true(all(is_published(c("pre received", "nothing"), demo_cohort())))
})

test_that("what is published is decided anew for another profile", {
  few <- published_sets(profiled_cohort(list(threshold = 5)))$cohort
  many <- published_sets(profiled_cohort(list(threshold = 3)))$cohort
  expect_false(identical(few, many))
})

test_that("one scale's counts don't tell what another's suppress", {
  for (profile in list(list(threshold = 5), "hesa")) {
    cohort <- profiled_cohort(profile)
    flow <- as.data.frame(participation(cohort))
    unscored <- flow[flow$outcome == "not_scored" & !is.na(flow$n), ]
    both <- flow$n[flow$outcome == "both"][match(unscored$name, flow$name[flow$outcome == "both"])]
    if (is.list(profile)) expect_false(anyNA(both))
  }
})

test_that("a wave that only says too much by its name is none of ours", {
  cohort <- profiled_cohort("hesa")
  names <- published_sets(cohort)$scales[["self_efficacy"]]
  expect_true(all(c("pre+post", "pre") %in% names))
  expect_false(any(startsWith(names, "before only")))
})

test_that("columns of no scale are decided together", {
  cohort <- profiled_cohort(list(threshold = 5))
  shown <- published_columns(cohort)
  expect_true(all(grepl("^(both|before only|after only) ", shown)))
  frame <- as.data.frame(item_change(cohort, scales = character(), items = "sex"))
  named <- paste("both sex", paste(frame$from, frame$to, sep = "+"))
  expect_true(all(is.na(frame$n[!named %in% shown])))
})

test_that("what is decided of a few cohorts is decided once, and of another anew", {
  cohort <- list(study = 1)
  times <- 0
  decide <- function() {
    times <<- times + 1
    # Asks for another decision of the same cohort, as those of questions do.
    decided_once(cohort, "first", "a")
    NULL
  }
  expect_null(decided_once(cohort, "second", decide()))
  expect_null(decided_once(cohort, "second", decide()))
  expect_identical(decided_once(cohort, "first", "b"), "a")
  other <- list(study = 2)
  expect_identical(decided_once(other, "first", decided_once(cohort, "third", "c")), "c")
  expect_identical(decided_once(other, "first", "d"), "c")
  expect_identical(decided_once(cohort, "first", "e"), "a")
  for (study in 3:6) decided_once(list(study = study), "first", "f")
  expect_identical(decided_once(cohort, "first", "e"), "e")
  expect_identical(times, 1)
})

test_that("what is decided of a cohort holds when its sequences have been looked at", {
  cohort <- structure(list(rows = seq_len(50)), class = "pairwave_cohort")
  times <- 0
  decide <- function() decided_once(cohort, "rows", {
    times <<- times + 1
    times
  })
  decide()
  # R keeps 1:50 as two numbers until something looks at its memory.
  tabulate(cohort$rows)
  expect_identical(decide(), 1)
  cohort$rows[2] <- 7L
  expect_identical(decide(), 2)
})
