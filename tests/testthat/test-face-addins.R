bindings <- function(file) {
  fields <- read.dcf(system.file("rstudio", file, package = "pairwave"), "Binding")
  fields[!is.na(fields)]
}

test_that("everything that RStudio is offered exists", {
  ours <- asNamespace("pairwave")
  for (name in c(bindings("addins.dcf"), bindings("templates/project/evaluation.dcf"))) {
    expect_true(is.function(ours[[name]]), info = name)
  }
})

test_that("a new project has a study that can be read, and its report", {
  folder <- file.path(withr::local_tempdir(), "new")
  create_project(folder, waves = "before, after")
  made <- read_study(file.path(folder, "study.yml"))
  expect_identical(names(made$waves), c("before", "after"))
  expect_identical(names(made$scales), "self_efficacy")
  expect_setequal(list.files(folder),
                  c("README.md", "evaluation.Rmd", "evaluation.css", "study.yml"))
})

test_that("the chunk that is inserted is the demographic table", {
  skip_if_not_installed("knitr")
  folder <- withr::local_tempdir()
  demo <- system.file("extdata", "demo", package = "pairwave")
  file.copy(list.files(demo, full.names = TRUE), folder)
  withr::local_dir(folder)
  made <- knitr::knit(text = table_chunk, quiet = TRUE,
                      envir = new.env(parent = globalenv()))
  expect_match(made, "Undisclosed")
})
