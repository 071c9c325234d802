blocks_of <- function(lines) {
  path <- withr::local_tempfile(fileext = ".csv", .local_envir = parent.frame())
  writeLines(lines, path)
  open_blocks(list(path = path))
}

test_that("the values of all blocks are the column of the whole file", {
  blocks <- blocks_of(c("a,b,c", rep("1,x,2018-10-31", 3000), "2.5,\"\",2018-11-01", "2.5,y,later"))
  withr::defer(blocks$close())
  read <- column_tables(blocks, 1:3)
  expect_identical(read$types, unname(csv_types[c("double", "text", "text")]))
  expect_identical(read$tables[[1]]$values, c(1, 2.5))
  expect_identical(read$tables[[1]]$n, c(3000, 2))
  expect_identical(read$tables[[2]]$values, c("x", "", "y"))
  expect_identical(read$tables[[3]]$read, c("2018-10-31", "2018-11-01", "later"))
  whole <- read_survey(blocks$path)
  few <- survey_of_tables(blocks, 1:3, read$tables)
  for (column in names(whole)) {
    known <- unique(bare_values(whole[[column]]))
    expect_identical(bare_values(few[[column]])[seq_along(known)], known)
    expect_identical(attributes(few[[column]]), attributes(whole[[column]]))
  }
})

test_that("a column of quoted texts has no empty one, whichever block says so", {
  quoted <- blocks_of(c("a,b", "\"\",1", "\"x\",2"))
  withr::defer(quoted$close())
  expect_identical(column_tables(quoted, 1L)$tables[[1]]$read, c(NA, "x"))
})

test_that("more values than are counted are too many", {
  many <- blocks_of(c("a", seq_len(50)))
  withr::defer(many$close())
  expect_true(column_tables(many, 1L, most = 20)$tables[[1]]$many)
})

test_that("what can't be read by blocks is refused", {
  path <- withr::local_tempfile(fileext = ".por")
  writeLines("x", path)
  expect_error(open_blocks(list(path = path)), class = "pairwave_error_engine_rows")
})
