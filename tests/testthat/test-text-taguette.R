test_that("a project of Taguette is read with places in bytes", {
  skip_if_not_installed("RSQLite")
  path <- write_database(file.path(withr::local_tempdir(), "x.sqlite3"), taguette_tables())
  codes <- read_codes(path)
  expect_identical(as.character(codes$text), c("th&re", "more", "alone"))
  expect_identical(codes$start, c(6L, 19L, 0L))
  expect_identical(codes$code, c("support > peers", "advice", "support > peers"))
  expect_identical(codes$coder, rep(NA_character_, 3))
  expect_identical(attr(codes, "offsets"), list(code = "utf8_bytes", checked = 4L, equal = 4L))
  expect_identical(attr(codes, "untagged"), 1L)
})

test_that("a server's database says who made each highlight, and an export may be one coder's", {
  skip_if_not_installed("RSQLite")
  tables <- taguette_tables()
  tables$commands <- data.frame(id = 1:3, user_login = c("ann", "ben", "ann"), payload = sprintf(
    "{\"type\": \"highlight_add\", \"highlight_id\": %d, \"tags\": [1]}", 1:3
  ))
  folder <- withr::local_tempdir()
  path <- write_database(file.path(folder, "server.sqlite3"), tables)
  expect_identical(read_codes(path)$coder[1:3], c("ann", "ben", "ann"))
  one <- write_database(file.path(folder, "one.sqlite3"), taguette_tables())
  both <- read_codes(c(Ann = one, Ben = one))
  expect_identical(both$coder, rep(c("Ann", "Ben"), each = 3))
  tables$projects <- data.frame(id = 1:2, name = c("x", "y"))
  path <- write_database(file.path(folder, "two.sqlite3"), tables)
  expect_snapshot(read_codes(path), error = TRUE)
})
