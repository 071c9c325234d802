test_that("a cohort in memory and one of tables answer alike", {
  skip_if_not_installed("RSQLite")
  folder <- withr::local_tempdir()
  for (name in names(small_tables())) {
    write.csv(small_tables()[[name]], file.path(folder, paste0(name, ".csv")), row.names = FALSE,
              na = "")
  }
  files <- small_engine_study(waves = list(pre = list(file = "pre.csv", label = "Before"),
                                           post = list(file = "post.csv", label = "After")),
                              sources = NULL, dir = folder)
  rows <- read_cohort(files)
  counted <- small_engine_cohort()
  people <- function(found) {
    sort(rep(paste(found$answers$pre, found$answers$post, found$there$pre),
             found$counts %||% rep(1, length(found$answers$pre))))
  }
  expect_identical(people(scale_patterns(counted, "s")), people(scale_patterns(rows, "s")))
  expect_identical(count_wave(counted, "post", NULL)[c("records", "people", "parts")],
                   lapply(count_wave(rows, "post", NULL)[c("records", "people", "parts")],
                          function(x) x + 0))
  expect_identical(participation(counted), participation(rows))
})
