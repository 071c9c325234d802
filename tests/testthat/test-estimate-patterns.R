# Numbers alone: the locale changes nothing here.

test_that("patterns are those of a table of who is there", {
  withr::local_seed(241)
  for (waves in 2:4) {
    frame <- as.data.frame(lapply(stats::setNames(nm = letters[seq_len(waves)]), function(one) {
      sample(c(1:3, NA), 60, TRUE)
    }))
    found <- missing_patterns(frame, waves = names(frame))
    counted <- table(apply(!is.na(frame), 1, function(x) paste(names(frame)[x], collapse = ", ")))
    expect_identical(sum(found$estimate), 60)
    expect_identical(nrow(found), length(counted))
    expect_equal(found$estimate, as.vector(counted[match(found$answered, names(counted))]) + 0)
    expect_false(is.unsorted(-found$estimate))
    again <- missing_patterns(frame[sample(60), ], waves = names(frame))
    expect_identical(as.data.frame(again), as.data.frame(found))
  }
})
