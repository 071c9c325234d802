# Numbers alone: the locale changes nothing here.

three <- c("pre", "post", "fup")

test_that("of complete answers the one-sided tests are those of t.test()", {
  with(obrien_kaiser, {
    mine <- persistence(obrien_kaiser, waves = three, margin = 1)
    less <- t.test(fup - post, mu = -1, alternative = "greater")$p.value
    more <- t.test(fup - post, mu = 1, alternative = "less")$p.value
    both <- persistence(obrien_kaiser, waves = three, margin = 1,
                        test = "equivalence")
    for (of in c("", "_pairs")) {
      expect_equal(value(mine, paste0("p_persistence", of)), less)
      expect_equal(value(both, paste0("p_persistence", of)), max(less, more))
      since <- paste0("change_since", of)
      expect_equal(c(value(mine, since, "conf_low"), value(mine, since, "conf_high")),
                   as.vector(t.test(fup - post, conf.level = 0.9)$conf.int))
    }
    expect_equal(c(value(mine, "gain", "conf_low"), value(mine, "gain", "conf_high")),
                 as.vector(t.test(post - pre)$conf.int))
    expect_equal(value(mine, "gain_later"), mean(fup - pre))
  })
})

test_that("the level of the tests is named", {
  mine <- persistence(obrien_kaiser, waves = three, margin = 1, conf_level = 0.975)
  expect_match(value(mine, "p_persistence", "rule"), "at 2.5%, restricted", fixed = TRUE)
  expect_match(value(mine, "p_persistence_pairs", "rule"), "at 2.5%, pairs", fixed = TRUE)
  expect_match(value(mine, "change_since", "rule"), "95% interval", fixed = TRUE)
})

test_that("of complete answers the retained share's limits are where its t test turns", {
  mine <- persistence(obrien_kaiser, waves = three)
  expect_equal(value(mine, "retention"), 2 / 1.375)
  # At a limit r, the mean of whole - r * gain is just not told from 0.
  for (limit in c(value(mine, "retention", "conf_low"),
                  value(mine, "retention", "conf_high"))) {
    left <- with(obrien_kaiser, (fup - pre) - limit * (post - pre))
    expect_equal(t.test(left)$p.value, 0.05, tolerance = 1e-8)
  }
})

test_that("of lost answers they are where the test of Kenward and Roger, written out, turns", {
  withr::local_seed(3)
  shown <- 0
  for (i in seq_len(few_or_many(3, 6))) {
    data <- draw_lost_waves(30, after_low = TRUE)
    data$b <- data$b - mean(data$b, na.rm = TRUE) + mean(data$a) + 2
    mine <- persistence(data, waves = c("a", "b", "c"), margin = 1)
    limits <- c(value(mine, "retention", "conf_low"), value(mine, "retention", "conf_high"))
    if (anyNA(limits) || likelihood_of(data)$outcome > 1) next
    shown <- shown + 1
    for (limit in limits) {
      at <- kenward_roger(data, list(c(limit - 1, -limit, 1)), "answers")
      expect_equal(2 * pt(-abs(at$change) / at$error, at$df), 0.05, tolerance = 1e-6)
    }
    since <- kenward_roger(data, list(c(0, -1, 1)), "answers")
    by_jackknife <- jackknife_error(tally_patterns(new_tally(as.list(data))), c(0, -1, 1))
    error <- max(since$error, by_jackknife)
    expect_equal(value(mine, "p_persistence"),
                 pt((since$change + 1) / error, since$df, lower.tail = FALSE),
                 tolerance = 1e-6)
  }
  expect_gt(shown, few_or_many(1, 3))
})

test_that("who stayed decides the change of pairs, not that of everyone", {
  withr::local_seed(4)
  person <- rnorm(20000)
  data <- data.frame(pre = person + rnorm(20000), post = person + rnorm(20000),
                     fup = person + rnorm(20000))
  data$fup[data$post < 0] <- NA
  mine <- persistence(data, waves = three, margin = 0.5)
  expect_lt(value(mine, "change_since_pairs"), -0.4)
  expect_lt(abs(value(mine, "change_since")), 0.06)
  expect_identical(value(mine, "change_since", "n"), 20000L)
})

test_that("lower by the tipping point the lost leave an interval that begins at 0", {
  some <- transform(obrien_kaiser, fup = replace(fup, c(2, 9, 14), NA))
  mine <- persistence(some, waves = three)
  fitted <- predict(lm(fup ~ pre + post, some), some)
  expect_equal(value(mine, "gain_later"), mean(fitted) - mean(some$pre))
  expect_identical(value(mine, "n_lost"), 3)
  lowered <- fitted - ifelse(is.na(some$fup), value(mine, "tipping_point"), 0)
  half <- value(mine, "gain_later") - value(mine, "gain_later", "conf_low")
  expect_equal(mean(lowered - some$pre) - half, 0)
  # Of a fall: so many points above.
  fall <- persistence(-some, waves = three)
  expect_equal(value(fall, "tipping_point"), -value(mine, "tipping_point"))
  # What was never clear has tipped already.
  unclear <- persistence(transform(some, fup = fup - mean(fup, na.rm = TRUE) + mean(pre)),
                         waves = three)
  expect_identical(value(unclear, "tipping_point", "reason"), "tips_already")
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
  expect_match(value(still, "retention", "note"), "without error")
  expect_match(value(still, "p_persistence", "note"), "without error")
  expect_match(value(still, "p_persistence_pairs", "note"), "no variance")
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
  expect_identical(value(mine, "gain_later"), row$estimate)
  expect_identical(value(mine, "gain_later", "conf_low"), row$conf_low)
  expect_identical(value(mine, "gain_later", "n"), 16L)
  expect_identical(value(mine, "n_lost"), 2)
  expect_equal(value(mine, "tipping_point"), 16 * row$conf_low / 2)
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
