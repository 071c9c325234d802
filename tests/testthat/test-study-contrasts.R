test_that("every two waves are one contrast, neighbours first", {
  for (n in 1:7) {
    pairs <- wave_contrasts(letters[seq_len(n)])
    expect_identical(nrow(pairs), as.integer(choose(n, 2)))
    expect_true(all(pairs$from < pairs$to))
    expect_identical(anyDuplicated(pairs), 0L)
    apart <- pairs$to - pairs$from
    expect_identical(order(apart, pairs$from), seq_len(nrow(pairs)))
  }
  four <- wave_contrasts(c("a", "b", "c", "d"))
  expect_identical(contrast_name(four$from, four$to),
                   c("1 -> 2", "2 -> 3", "3 -> 4", "1 -> 3", "2 -> 4", "1 -> 4"))
})

test_that("tables call waves by their labels, where there are any", {
  x <- data.frame(from = c("pre", "post", NA), to = c("post", "later", NA))
  x$contrast <- c("pre -> post", "post -> later", all_waves)
  expect_identical(shown_contrast(x), c("pre to post", "post to later", all_waves))
  attr(x, "wave_labels") <- c(pre = "Before", post = "After", later = "Six months")
  expect_identical(unname(shown_contrast(x)), c("Before to After", "After to Six months", all_waves))
  expect_identical(study_wave_labels(demo_cohort()$study),
                   vapply(demo_cohort()$study$waves, `[[`, "", "label"))
  expect_identical(study_wave_labels(study(waves = c(pre = "a.sav", post = "b.sav"), id = "code")),
                   c(pre = "pre", post = "post"))
})

test_that("the contrasts of a result are those of its waves, in their order", {
  data <- data.frame(a = c(1, 2, 4), b = c(2, 2, 5), c = c(3, 5, 5))
  pairs <- wave_contrasts(1:3)
  change <- paired_change(data, waves = c("a", "b", "c"))
  named <- contrast_name(names(data)[pairs$from], names(data)[pairs$to])
  expect_identical(setdiff(unique(change$contrast), all_waves), named)
})

waves_of_study <- function(...) {
  study(waves = c(pre = "a.csv", post = "b.csv", late = "c.csv"), id = "code", ...)
}

test_that("a study chooses its contrasts", {
  named <- function(...) {
    pairs <- study_contrasts(waves_of_study(...))
    contrast_name(c("pre", "post", "late")[pairs$from], c("pre", "post", "late")[pairs$to])
  }
  expect_identical(named(), c("pre -> post", "post -> late", "pre -> late"))
  expect_identical(named(contrasts = "next"), c("pre -> post", "post -> late"))
  expect_identical(named(contrasts = "first"), c("pre -> post", "pre -> late"))
  expect_identical(named(contrasts = c("pre -> late", "pre -> post")),
                   c("pre -> post", "pre -> late"))
})

test_that("contrasts that no study has are refused", {
  expect_snapshot(error = TRUE, {
    waves_of_study(contrasts = "frist")
    waves_of_study(contrasts = c("pre -> post", "post -> latr"))
    waves_of_study(contrasts = c("first", "next"))
    study(waves = c(pre = "a.csv"), id = "code", contrasts = "pre -> post")
    waves_of_study(contrast = "next")
  })
  expect_snapshot(error = TRUE, waves_of_study(
    contrasts = "next", scales = list(a = list(items = "q1")),
    primary = list(scale = "a", contrast = "pre -> late")
  ))
})

test_that("every result has the contrasts of its study and no other", {
  all <- demo_cohort()
  some <- all
  some$study$contrasts <- "next"
  wanted <- c("pre -> post", "post -> six_month")
  rows <- function(result) {
    frame <- as.data.frame(result)
    frame[frame$contrast %in% wanted, ]
  }
  change <- as.data.frame(paired_change(some))
  expect_identical(setdiff(change$contrast, all_waves), wanted)
  kept <- rows(paired_change(all))
  same <- kept$statistic != "p_adjusted"
  now <- rows(paired_change(some))
  expect_identical(now$estimate[same], kept$estimate[same])
  # Over fewer tests p is adjusted less.
  expect_true(all(now$estimate[!same] <= kept$estimate[!same]))
  items <- as.data.frame(item_change(some))
  expect_identical(unique(items$contrast), wanted)
  flow <- as.data.frame(participation(some))
  expect_identical(sum(flow$outcome == "both"), 2L)
  lost <- as.data.frame(attrition(some))
  expect_identical(unique(paste(lost$from, "->", lost$to)), wanted)
  expect_output(print(some), "Before to After")
  expect_false(any(grepl("Before to Six", utils::capture.output(print(some)))))
})
