test_that("groups are shown all or none", {
  frame <- as.data.frame(paired_change(protected_cohort("hesa"), by = "sex"))
  n <- frame[frame$statistic == "n" & !is.na(frame$group), ]
  for (at in split(is.na(n$estimate), paste(n$scale, n$contrast))) {
    expect_true(all(at) || !any(at))
  }
})

test_that("weights are used without being shown", {
  open <- protected_cohort("none")
  lost <- attrition(open)
  cohort <- protected_cohort("hesa")
  protected <- attrition(cohort)
  expect_null(attr(protected, "weights"))
  of <- function(x, statistic) x$estimate[x$statistic == statistic]
  exact <- paired_change(open, weights = lost)
  shown <- coarse_mean(of(exact, "mean_after"), of(exact, "n"), disclosure_profile("hesa"))
  expect_identical(of(paired_change(cohort, weights = protected), "mean_after"), shown)
})
