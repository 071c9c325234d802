test_that("a study built in R equals the one from its file", {
  path <- tempfile(fileext = ".yml")
  writeLines(c(
    "waves: {pre: {file: pre.sav}, post: {file: post.sav}}",
    "id: {column: code}",
    "scales: {a: {items: [q1, q2], range: [1, 5], min_items: 1}}",
    "demographics: [{column: sex, undisclosed: yes}]"
  ), path)
  built <- study(
    waves = c(pre = "pre.sav", post = "post.sav"), id = "code",
    scales = list(a = list(items = c("q1", "q2"), range = c(1, 5), min_items = 1)),
    demographics = list(list(column = "sex", undisclosed = TRUE)),
    dir = dirname(path)
  )
  from_file <- read_study(path)
  expect_identical(from_file$file, basename(path))
  from_file$file <- NULL
  expect_identical(built, from_file)
})

test_that("a wave is its file's name or a list, one by one", {
  mixed <- study(waves = list(pre = "pre.sav", post = list(file = "post.sav", label = "After")))
  expect_identical(mixed, study(waves = list(pre = list(file = "pre.sav"),
                                             post = list(file = "post.sav", label = "After"))))
  expect_identical(study(waves = list(pre = "pre.sav")), study(waves = c(pre = "pre.sav")))
  expect_snapshot(error = TRUE, {
    study(waves = list(pre = "pre.sav", post = list()))
    study(waves = list(pre = "pre.sav", post = NULL))
    study(waves = list(pre = "pre.sav", post = 7))
    study(waves = list(pre = "pre.sav", post = c("a.sav", "b.sav")))
    study(waves = list(pre = data.frame(q1 = 1), post = "post.sav"))
    study(waves = data.frame(q1 = 1))
    study(waves = NULL)
  })
})

test_that("arguments are checked like keys", {
  expect_snapshot(error = TRUE, {
    study(waves = list(), id = "code")
    study(waves = c("a.sav", "b.sav"), id = "code")
    study(waves = c(pre = "a.sav"), id = list(colum = "code"))
    study(waves = c(pre = "a.sav", pre = "b.sav"), id = "code")
    study(waves = c(pre = "a.sav"), id = "code", scales = list(a = list(items = NA)))
  })
})
