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
  expect_identical(shown_contrast(x), x$contrast)
  attr(x, "wave_labels") <- c(pre = "Before", post = "After", later = "Six months")
  expect_identical(unname(shown_contrast(x)), c("Before -> After", "After -> Six months", all_waves))
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
