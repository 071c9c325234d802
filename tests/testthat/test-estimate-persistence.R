# carData::OBrienKaiser: mean of the five hours of each phase.
obrien_kaiser <- data.frame(
  pre = c(2, 4, 6, 5, 4, 8, 5, 3, 4, 4, 3, 6, 6, 2, 3, 5),
  post = c(3, 3, 5, 3, 6, 9, 8, 5, 4, 7, 5, 9, 6, 5, 7, 7),
  fup = c(3, 4, 7, 4, 4, 9, 9, 6, 5, 8, 6, 8, 8, 6, 7, 8)
)
three <- c("pre", "post", "fup")
of <- function(result, statistic, what = "estimate") {
  result[[what]][result$statistic == statistic]
}

test_that("the one-sided tests are those of t.test()", {
  with(obrien_kaiser, {
    mine <- persistence(obrien_kaiser, waves = three, margin = 1)
    less <- t.test(fup - post, mu = -1, alternative = "greater")$p.value
    more <- t.test(fup - post, mu = 1, alternative = "less")$p.value
    expect_equal(of(mine, "p_persistence"), less)
    both <- persistence(obrien_kaiser, waves = three, margin = 1,
                        test = "equivalence")
    expect_equal(of(both, "p_persistence"), max(less, more))
    expect_equal(c(of(mine, "change_since", "conf_low"),
                   of(mine, "change_since", "conf_high")),
                 as.vector(t.test(fup - post, conf.level = 0.9)$conf.int))
    expect_equal(c(of(mine, "gain", "conf_low"), of(mine, "gain", "conf_high")),
                 as.vector(t.test(post - pre)$conf.int))
  })
})

test_that("the retained share's limits are where its t test turns", {
  mine <- persistence(obrien_kaiser, waves = three)
  expect_equal(of(mine, "retention"), 2 / 1.375)
  # At a limit r, the mean of whole - r * gain is just not told from 0.
  for (limit in c(of(mine, "retention", "conf_low"),
                  of(mine, "retention", "conf_high"))) {
    left <- with(obrien_kaiser, (fup - pre) - limit * (post - pre))
    expect_equal(t.test(left)$p.value, 0.05, tolerance = 1e-8)
  }
})

test_that("who kept the gain is counted with prop.test()'s Wilson interval", {
  mine <- persistence(obrien_kaiser, waves = three, margin = 1)
  with(obrien_kaiser, {
    rose <- post > pre
    kept <- sum(rose & fup >= post - 1)
    wilson <- prop.test(kept, sum(rose), correct = FALSE)$conf.int
    expect_identical(of(mine, "kept", "n"), sum(rose))
    expect_equal(of(mine, "kept"), kept / sum(rose))
    expect_equal(c(of(mine, "kept", "conf_low"), of(mine, "kept", "conf_high")),
                 as.vector(wilson))
  })
})

test_that("the likelihood gain is the mean of fitted values; it vanishes at the tipping point", {
  some <- transform(obrien_kaiser, fup = replace(fup, c(2, 9, 14), NA))
  mine <- persistence(some, waves = three)
  fitted <- predict(lm(fup ~ pre + post, some), some)
  expect_equal(of(mine, "gain_likelihood"), mean(fitted) - mean(some$pre))
  expect_identical(of(mine, "n_lost"), 3)
  lost <- is.na(some$fup)
  lowered <- fitted - ifelse(lost, of(mine, "tipping_point"), 0)
  expect_equal(mean(lowered - some$pre), 0)
})

test_that("row order and a shift of every answer change nothing", {
  withr::local_seed(1)
  mine <- persistence(obrien_kaiser, waves = three, margin = 1)
  again <- persistence(obrien_kaiser[sample(16), ] + 100, waves = three,
                       margin = 1)
  expect_equal(as.data.frame(again), as.data.frame(mine), tolerance = 1e-9)
})

test_that("what does not exist is a row with a reason", {
  check <- function(data, ...) {
    result <- persistence(data, waves = three, ...)
    expect_identical(is.na(result$note), !is.na(result$estimate))
    expect_false(any(is.nan(result$estimate)))
    result
  }
  check(obrien_kaiser[0, ], margin = 1)
  check(obrien_kaiser[1, ], margin = 1)
  check(transform(obrien_kaiser, fup = NA_real_), margin = 1)
  no_margin <- check(obrien_kaiser)
  expect_identical(of(no_margin, "p_persistence", "note"), "there is no margin")
  still <- check(transform(obrien_kaiser, post = pre, fup = pre), margin = 1)
  expect_match(of(still, "retention", "note"), "too near zero")
  expect_match(of(still, "p_persistence", "note"), "no variance")
  expect_identical(of(still, "tipping_point", "note"), "nobody was lost")
})

test_that("a cohort takes its margins from the study", {
  cohort <- read_cohort(system.file("extdata", "demo", "study.yml",
                                    package = "pairwave"))
  result <- persistence(cohort)
  expect_identical(of(result, "margin"), c(2, NA))
  expect_snapshot(result)
})

test_that("what can't be used is an error that says why", {
  expect_snapshot(error = TRUE, {
    persistence(1)
    persistence(obrien_kaiser, waves = c("pre", "post"))
    persistence(obrien_kaiser, waves = c("pre", "post", "fop"))
    persistence(obrien_kaiser, waves = three, margin = -1)
  })
})

test_that("a lost middle wave is no reason to leave people out", {
  withr::local_seed(2)
  some <- transform(obrien_kaiser, post = replace(post, c(2, 5), NA),
                    fup = replace(fup, c(5, 9), NA))
  mine <- persistence(some, waves = three)
  whole <- paired_change(some, waves = three)
  row <- whole[whole$statistic == "change_likelihood" &
                 whole$contrast == "pre -> fup", ]
  expect_identical(of(mine, "gain_likelihood"), row$estimate)
  expect_identical(of(mine, "gain_likelihood", "conf_low"), row$conf_low)
  expect_identical(of(mine, "gain_likelihood", "n"), 16L)
  expect_identical(of(mine, "n_lost"), 2)
  expect_equal(of(mine, "tipping_point"), 16 * row$estimate / 2)
})

test_that("counts stand for repeated rows", {
  some <- transform(obrien_kaiser, fup = replace(fup, c(2, 9), NA),
                    people = rep(c(1, 3, 0, 2), 4))
  counted <- persistence(some, waves = three, margin = 1, counts = "people")
  repeated <- persistence(some[rep(1:16, some$people), ], waves = three,
                          margin = 1)
  expect_equal(as.data.frame(counted), as.data.frame(repeated),
               tolerance = 1e-10)
})

test_that("another margin than the study's can be asked for", {
  cohort <- demo_cohort()
  expect_identical(of(persistence(cohort, margin = 1), "margin"), c(1, 1))
  expect_identical(
    of(persistence(cohort, margin = c(belonging = 0.3)), "margin"), c(2, 0.3)
  )
  expect_snapshot(error = TRUE, {
    persistence(cohort, margin = c(belongin = 0.3))
    persistence(cohort, margin = c(belonging = -1))
  })
})

test_that("the lost can be taken as unchanged", {
  some <- transform(obrien_kaiser, fup = replace(fup, c(2, 9), NA))
  filled <- ifelse(is.na(some$fup), some$pre, some$fup)
  expect_equal(of(persistence(some, waves = three), "gain_if_unchanged"),
               mean(filled - some$pre))
})
