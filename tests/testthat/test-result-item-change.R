test_that("a cohort gives its scales' items and what else is asked for", {
  local_wide_console()
  cohort <- demo_cohort()
  for (wave in c("pre", "post")) {
    cohort$surveys[[wave]]$hall <- rep_len(
      c("North", "South", "East"), nrow(cohort$surveys[[wave]])
    )
  }
  found <- item_change(cohort, nominal = "hall")
  expect_identical(unique(found$scale), c("self_efficacy", "belonging", NA))
  expect_identical(unique(found$kind[is.na(found$scale)]), "nominal")
  expect_identical(length(unique(found$item)), 15L)
  expect_snapshot(item_change(cohort, scales = "belonging"))
  other <- item_change(cohort, scales = character(), items = "hall")
  expect_identical(unique(other$item), "hall")
  expect_identical(other$estimate[other$statistic == "n"][2:3], c(0, 0))
})

test_that("what can't be used is an error that says why", {
  data <- data.frame(a_pre = 1:2, a_post = c("x", "y"), b_pre = c(1, Inf),
                     b_post = 1, d_pre = 2:3, d_post = c(1, 5))
  cohort <- demo_cohort()
  expect_snapshot(error = TRUE, {
    item_change(1)
    item_change(data, items = "a", waves = c("pre", "post"))
    item_change(data, items = "b", waves = c(x = "*_pre", x = "*_post"))
    item_change(data, items = "c", waves = two_waves)
    item_change(data, items = "a", waves = two_waves)
    item_change(data, items = "b", waves = two_waves)
    item_change(data, items = "b", waves = two_waves, nominal = "q")
    item_change(data, items = "b", waves = two_waves, reverse = "b")
    item_change(data, items = "d", waves = two_waves, range = c(2, 4))
    item_change(data, items = "b", waves = two_waves, range = c(2, 4))
    item_change(cohort, items = "gse11")
    item_change(cohort, scales = character())
  })
})
