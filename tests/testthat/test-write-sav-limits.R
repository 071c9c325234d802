test_that("a name near the one that SPSS does not take is offered", {
  expect_identical(sav_name("1st question"), "V1st_question")
  expect_identical(sav_name("with"), "with_1")
  expect_identical(sav_name("_x"), "V_x")
  expect_identical(nchar(sav_name(strrep("x", 99))), 64L)
})

test_that("what SPSS has no room for is one error that says what to do", {
  withr::local_dir(withr::local_tempdir())
  one <- data.frame(a = 1)
  many <- data.frame(q = new_labelled_column(1, na_values = c(96, 97, 98, 99)))
  long <- data.frame(q = new_labelled_column(1, labels = stats::setNames(1, strrep("x", 256))))
  expect_snapshot(error = TRUE, {
    write_survey(one, "a.sav", compression = "zlib")
    write_survey(one, "a.zsav", compression = "byte")
    write_survey(stats::setNames(one, "1st question"), "a.sav")
    write_survey(stats::setNames(one, "with"), "a.sav")
    write_survey(data.frame(a = 1, A = 2), "a.sav")
    write_survey(many, "a.sav")
    write_survey(long, "a.sav")
    write_survey(data.frame(a = strrep("x", 40000)), "a.sav")
  })
  expect_length(list.files("."), 0)
})

test_that("what is lost is said", {
  path <- withr::local_tempfile(fileext = ".sav")
  x <- data.frame(a = c("x ", NA), b = c(NA, 1))
  x$b[1] <- tagged_missing("a")
  expect_snapshot(write_survey(x, path))
  expect_identical(bare_values(read_survey(path)$a), c("x", ""))
})
