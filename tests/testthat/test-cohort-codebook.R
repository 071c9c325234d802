test_that("a codebook says labels and user-missing codes of columns", {
  folder <- withr::local_tempdir()
  writeLines(c("column,value,label,missing", "sex,,Sex,", "sex,1,Woman,", "sex,2,Man,",
               "sex,9,Declined,yes", "region,x,,yes", "region,n,North,"),
             file.path(folder, "codes.csv"))
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  table <- data.frame(code = c("a", "b", "c", "d"), sex = c(1, 2, 9, NA),
                      region = c("n", "x", "s", NA))
  DBI::dbWriteTable(con, "pre", table)
  made <- study(waves = list(pre = list(table = "pre")), sources = list(db = list()),
                id = "code", codebook = "codes.csv", dir = folder,
                demographics = list(list(column = "sex", undisclosed = TRUE),
                                    list(column = "region")))
  cohort <- read_cohort(made, connections = list(db = con))
  expect_identical(column_labels(cohort$surveys$pre$sex), c(Woman = 1, Man = 2, Declined = 9))
  found <- as.data.frame(demographics(cohort))
  expect_identical(found$level_label, c("Woman", "Man", "Undisclosed", "North", "s", "Missing"))
  expect_identical(found$n, c(1L, 1L, 2L, 1L, 1L, 2L))
  writeLines(c("column,value,label,missing", "sex,one,Woman,"), file.path(folder, "codes.csv"))
  expect_snapshot(read_cohort(made, connections = list(db = con)), error = TRUE)
  unlink(file.path(folder, "codes.csv"))
  expect_snapshot(read_cohort(made, connections = list(db = con)), error = TRUE)
})
