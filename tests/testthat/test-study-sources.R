test_that("waves are files or tables of a source that the study names", {
  expect_snapshot(error = TRUE, {
    study(waves = list(pre = list(table = "pre")), id = "code")
    study(waves = list(pre = list(label = "Before")), id = "code")
    small_engine_study(waves = list(pre = "pre.csv", post = list(table = "post")))
    small_engine_study(waves = list(pre = list(table = "pre", source = "dbb")))
    small_engine_study(waves = list(pre = list(table = "pre", source = "db"),
                                    post = list(table = "post", source = "other")),
                       sources = list(db = list(), other = list()))
    small_engine_study(source = list(password = "secret"))
    small_engine_study(source = list(dialect = "oracle"))
  })
})

test_that("a study file names connections and nothing that opens one", {
  path <- withr::local_tempfile(fileext = ".yml", lines = c(
    "sources: {warehouse: {connections: [east, west], shard: site, timeout: 60, codes: exact}}",
    "waves:", "  pre: {table: survey.pre, order: sent}", "  post: {table: survey.post}",
    "id: {column: code}"
  ))
  found <- read_study(path)
  expect_identical(found$sources$warehouse$connections, c("east", "west"))
  expect_identical(found$sources$warehouse$timeout, 60L)
  expect_identical(found$waves$pre$order, "sent")
  expect_error(read_cohort(path), class = "pairwave_error_source")
})

test_that("moments are a number of people", {
  of <- function(...) small_engine_study(source = list(...))
  expect_identical(of(moments = 10)$sources$db$moments, 10L)
  expect_snapshot(error = TRUE, {
    of(moments = 1)
    of(moment = 10)
  })
})
