# Every key of the study file as "waves.file", however deep.
all_keys <- function(keys = study_keys()) {
  inner <- Filter(function(name) !is.null(keys[[name]]$keys), names(keys))
  c(names(keys), unlist(lapply(inner, function(name) {
    paste0(name, ".", all_keys(keys[[name]]$keys))
  })))
}

test_that("the manual says what every key means, and no other", {
  # A key without its line here needs one in R/study-manual.R.
  expect_identical(setdiff(all_keys(), names(study_key_texts)), character())
  expect_identical(setdiff(names(study_key_texts), all_keys()), character())
})

test_that("the JSON schema has the keys that the package knows", {
  path <- system.file("schema", "study.schema.json", package = "pairwave")
  written <- yaml::read_yaml(path)
  described <- function(schema) {
    out <- character()
    for (name in names(schema$properties)) {
      one <- schema$properties[[name]]
      out[name] <- one$description
      inner <- list(one, one$items, one$additionalProperties)
      inner <- Filter(function(x) is.list(x) && !is.null(x$properties), inner)
      if (length(inner)) {
        below <- described(inner[[1]])
        names(below) <- paste0(name, ".", names(below))
        out <- c(out, below)
      }
    }
    out
  }
  # Run data-raw/study-schema.R where they differ.
  expect_identical(described(written), described(study_json_schema()))
  expect_identical(sort(names(described(written))), sort(all_keys()))
})

test_that("the demo's study file fits the schema's keys", {
  study <- yaml::read_yaml(system.file("extdata", "demo", "study.yml", package = "pairwave"))
  schema <- study_json_schema()
  expect_identical(setdiff(names(study), names(schema$properties)), character())
  expect_identical(schema$required, list("waves"))
  expect_identical(key_type(study_keys()$version), "whole number, 1")
  expect_identical(key_default(study_keys()$identifying), "default `mask`")
})
