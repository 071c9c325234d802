test_that("the statements of an analysis are shown and not sent", {
  skip_if_not_installed("RSQLite")
  cohort <- small_engine_cohort()
  sent <- nrow(cohort$sources[[1]]$log$sent)
  expect_snapshot(engine_sql(cohort, "wave_means"))
  for (result in c("paired_change", "demographics", "item_change", "persistence",
                   "scale_reliability", "participation")) {
    shown <- engine_sql(cohort, result)
    expect_true(nrow(shown) > 0 && all(startsWith(shown$statement, "SELECT ")))
  }
  expect_identical(nrow(cohort$sources[[1]]$log$sent), sent)
})

test_that("what is shown is what is sent", {
  skip_if_not_installed("RSQLite")
  cohort <- small_engine_cohort()
  shown <- unlist(lapply(c("paired_change", "demographics", "participation", "item_change"),
                         function(result) engine_sql(cohort, result)$statement))
  already <- nrow(cohort$sources[[1]]$log$sent)
  paired_change(cohort)
  demographics(cohort)
  participation(cohort)
  item_change(cohort)
  sent <- cohort$sources[[1]]$log$sent[-seq_len(already), ]
  expect_setequal(sent$statement[sent$what != "different values"], shown)
  # Only what the statement says is kept of it: no answer.
  expect_named(sent, c("source", "what", "rows", "seconds", "statement"))
})

test_that("only a cohort of tables has statements", {
  expect_snapshot(error = TRUE, {
    engine_sql(demo_cohort())
    engine_sql(data.frame(), "nothing")
  })
})
