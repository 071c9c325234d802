# Numbers alone: the locale changes nothing here.

three <- c("pre", "post", "fup")

test_that("the one-sided tests are those of t.test()", {
  with(obrien_kaiser, {
    mine <- persistence(obrien_kaiser, waves = three, margin = 1)
    less <- t.test(fup - post, mu = -1, alternative = "greater")$p.value
    more <- t.test(fup - post, mu = 1, alternative = "less")$p.value
    expect_equal(value(mine, "p_persistence"), less)
    both <- persistence(obrien_kaiser, waves = three, margin = 1,
                        test = "equivalence")
    expect_equal(value(both, "p_persistence"), max(less, more))
    expect_equal(c(value(mine, "change_since", "conf_low"),
                   value(mine, "change_since", "conf_high")),
                 as.vector(t.test(fup - post, conf.level = 0.9)$conf.int))
    expect_equal(c(value(mine, "gain", "conf_low"), value(mine, "gain", "conf_high")),
                 as.vector(t.test(post - pre)$conf.int))
  })
})

test_that("the retained share's limits are where its t test turns", {
  mine <- persistence(obrien_kaiser, waves = three)
  expect_equal(value(mine, "retention"), 2 / 1.375)
  # At a limit r, the mean of whole - r * gain is just not told from 0.
  for (limit in c(value(mine, "retention", "conf_low"),
                  value(mine, "retention", "conf_high"))) {
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
    expect_identical(value(mine, "kept", "n"), sum(rose))
    expect_equal(value(mine, "kept"), kept / sum(rose))
    expect_equal(c(value(mine, "kept", "conf_low"), value(mine, "kept", "conf_high")),
                 as.vector(wilson))
  })
})

test_that("the likelihood gain is the mean of fitted values; it vanishes at the tipping point", {
  some <- transform(obrien_kaiser, fup = replace(fup, c(2, 9, 14), NA))
  mine <- persistence(some, waves = three)
  fitted <- predict(lm(fup ~ pre + post, some), some)
  expect_equal(value(mine, "gain_likelihood"), mean(fitted) - mean(some$pre))
  expect_identical(value(mine, "n_lost"), 3)
  lost <- is.na(some$fup)
  lowered <- fitted - ifelse(lost, value(mine, "tipping_point"), 0)
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
  expect_identical(value(no_margin, "p_persistence", "note"), "there is no margin")
  still <- check(transform(obrien_kaiser, post = pre, fup = pre), margin = 1)
  expect_match(value(still, "retention", "note"), "too near zero")
  expect_match(value(still, "p_persistence", "note"), "no variance")
  expect_identical(value(still, "tipping_point", "note"), "nobody was lost")
})

test_that("a lost middle wave is no reason to leave people out", {
  withr::local_seed(2)
  some <- transform(obrien_kaiser, post = replace(post, c(2, 5), NA),
                    fup = replace(fup, c(5, 9), NA))
  mine <- persistence(some, waves = three)
  whole <- paired_change(some, waves = three)
  row <- whole[whole$statistic == "change_likelihood" &
                 whole$contrast == "pre -> fup", ]
  expect_identical(value(mine, "gain_likelihood"), row$estimate)
  expect_identical(value(mine, "gain_likelihood", "conf_low"), row$conf_low)
  expect_identical(value(mine, "gain_likelihood", "n"), 16L)
  expect_identical(value(mine, "n_lost"), 2)
  expect_equal(value(mine, "tipping_point"), 16 * row$estimate / 2)
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

test_that("the lost can be taken as unchanged", {
  some <- transform(obrien_kaiser, fup = replace(fup, c(2, 9), NA))
  filled <- ifelse(is.na(some$fup), some$pre, some$fup)
  expect_equal(value(persistence(some, waves = three), "gain_if_unchanged"),
               mean(filled - some$pre))
})
