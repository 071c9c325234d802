test_that("a table of dplyr gives what its rows give", {
  skip_if_not_installed("RSQLite")
  skip_if_not_installed("dbplyr")
  set.seed(2)
  rows <- data.frame(
    pre = sample(c(1:9, NA), 200, TRUE), post = sample(c(1:9, NA), 200, TRUE),
    late = sample(c(1:9, NA), 200, TRUE), sex = sample(c("woman", "man", "Man ", NA), 200, TRUE),
    keep = sample(0:1, 200, TRUE)
  )
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  DBI::dbWriteTable(con, "scored", rows)
  lazy <- dplyr::filter(dplyr::tbl(con, "scored"), keep == 1)
  here <- rows[rows$keep == 1, ]
  waves <- c(Before = "pre", After = "post", Later = "late")
  expect_identical(paired_change(lazy, waves = waves, by = "sex", label = "Calm"),
                   paired_change(here, waves = waves, by = "sex", label = "Calm"))
  expect_identical(persistence(lazy, waves = waves, margin = 1),
                   persistence(here, waves = waves, margin = 1))
  expect_identical(wave_means(lazy, waves = waves), wave_means(here, waves = waves))
  expect_identical(demographics(lazy, columns = c("sex", "pre"), labels = c(sex = "Sex")),
                   demographics(here, columns = c("sex", "pre"), labels = c(sex = "Sex")))
  expect_identical(demographics(lazy, columns = "sex", by = "late", denominator = "all"),
                   demographics(here, columns = "sex", by = "late", denominator = "all"))
  expect_snapshot(error = TRUE, {
    demographics(lazy)
    paired_change(lazy, waves = c("pre", "pots"))
  })
})
