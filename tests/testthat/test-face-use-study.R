test_that("a window begins with the files of a folder, a study file, or a draft", {
  plan <- demo_plan()
  folder <- dirname(plan$path)
  start <- function(files, ..., existing = "error") start_of_window(files, NULL, NULL, existing, NULL)
  expect_identical(start(folder)$folder, folder)
  expect_identical(start(file.path(folder, demo_exports))$plan$text, plan$text)
  save_plan(plan)
  opened <- start(plan$path)$plan
  expect_identical(opened$text, plan$text)
  expect_null(opened$drafted)
  tidy <- function(x) gsub(folder, "<dir>", x, fixed = TRUE)
  expect_snapshot(error = TRUE, transform = tidy, {
    start(file.path(folder, demo_exports))
    start(file.path(folder, "none.csv"))
  })
  expect_identical(start(file.path(folder, demo_exports), existing = "replace")$plan$text, plan$text)
})

test_that("a study in a window needs somebody who looks", {
  skip_if_not_installed("shiny")
  skip_if_not_installed("httpuv")
  skip_if_not_installed("later")
  withr::local_options(rlang_interactive = FALSE)
  expect_snapshot(error = TRUE, {
    use_study(demo_folder(), window = TRUE)
    use_study(demo_folder(), window = "yes")
  })
})
