# A study in a folder of its own, with ticks, ages and a population.
folder_with <- function(demographics, columns) {
  folder <- withr::local_tempdir(.local_envir = parent.frame())
  utils::write.csv(data.frame(code = sprintf("K%02d", 1:6), columns),
                   file.path(folder, "pre.csv"), row.names = FALSE)
  writeLines(c(
    "waves:", "  pre: {file: pre.csv}", "id: {column: code}",
    "demographics:", paste0("  - ", demographics)
  ), file.path(folder, "study.yml"))
  file.path(folder, "study.yml")
}

columns <- data.frame(
  sex = c("Female", "Female", "Male", "Male", "Female", "Male"),
  age = c(17, 18, 20, 21, 30, NA), black = c(1, 0, 0, 1, 0, 0),
  white = c(0, 1, 1, 1, 0, 0)
)

test_that("a study declares ticks, bands, summaries and populations", {
  path <- folder_with(c(
    "{column: sex, label: Sex, population: {Female: 25, Male: 14}}",
    "{column: age, bands: [18, 21], label: Age}",
    "{column: ethnicity, columns: [black, white], label: Ethnicity}"
  ), columns)
  found <- demographics(read_cohort(path))
  expect_snapshot(found)
  expect_identical(found$n[found$variable == "ethnicity"], c(2L, 3L, 2L))
  summed <- folder_with("{column: age, summary: median, undisclosed: true}",
                        columns)
  expect_snapshot(demographics(read_cohort(summed)))
})

test_that("a demographic that can't be counted is an error of the study", {
  wrong <- function(entry) read_study(folder_with(entry, columns))
  expect_snapshot(error = TRUE, {
    wrong("{column: age, bands: [21, 18]}")
    wrong("{column: age, summary: medain}")
    wrong("{column: age, summary: mean, bands: [18]}")
    wrong("{column: sex, population: {Female: 2.5}}")
    wrong("{column: sex, population: [25, 14]}")
    wrong("{column: eth, columns: black}")
    read_cohort(folder_with("{column: eth, columns: [black, whit]}", columns))
  })
})
