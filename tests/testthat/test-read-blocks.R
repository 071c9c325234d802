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

test_that("columns that the kernel counts have the answers and counts of their rows", {
  set.seed(24)
  n <- 9000
  replace_functions(block_rows = function(columns) sample(c(200, 1000, 5000), 1))
  data <- list(one = sample(5, n, TRUE), two = sample(8:14, n, TRUE), code = sample(c(1, -99), n, TRUE),
               half = sample(c(1, 2.5), n, TRUE), word = sample(c("x", "y z"), n, TRUE),
               late = c(rep(1, n - 1), 2.5), many = seq_len(n), day = rep("2018-10-31", n))
  for (turn in 1:12) {
    columns <- sample(data, sample(2:8, 1))
    blocks <- blocks_of(c(paste(names(columns), collapse = ","),
                          do.call(paste, c(unname(columns), sep = ","))))
    at <- seq_along(columns)
    seen <- sample(at, 1)
    rows <- list()
    read <- column_tables(blocks, at, most = 1000, seen = seen, along = function(columns, from) {
      if (from == 0) rows <<- list()
      rows[[length(rows) + 1]] <<- columns[[seen]]
    })
    blocks$close()
    whole <- read_survey(blocks$path)
    expect_identical(bare_values(unlist(rows)), bare_values(whole[[seen]]))
    for (k in at) {
      table <- read$tables[[k]]
      value <- bare_values(whole[[k]])
      expect_identical(table$many, length(unique(value)) > 1000)
      if (table$many) next
      expect_identical(bare_values(table$read), unique(value))
      expect_identical(table$n, as.double(tabulate(match(value, unique(value)))))
    }
  }
})

test_that("a block ends where a stretch of the file does", {
  blocks <- blocks_of(c("a,b", rep("1,some words", 1e5)))
  withr::defer(blocks$close())
  ends <- list()
  for (size in c(7, 20000, 50000, 1e6)) {
    at <- 0
    while (at[length(at)] < 1e5) {
      n <- rows_from(blocks, at[length(at)], size)
      expect_lte(n, 2 * size)
      at <- c(at, at[length(at)] + n)
      if (size == 7) break
    }
    ends[[length(ends) + 1]] <- at
  }
  expect_identical(ends[[1]], c(0, 7))
  expect_identical(ends[[4]], c(0, 1e5))
  expect_true(all(ends[[3]] %in% ends[[2]]))
  expect_gt(length(ends[[2]]), length(ends[[3]]))
})

test_that("what can't be read by blocks is refused", {
  path <- withr::local_tempfile(fileext = ".por")
  writeLines("x", path)
  expect_error(open_blocks(list(path = path)), class = "pairwave_error_engine_rows")
})

# Bytes that this process has read so far.
bytes_read <- function() {
  said <- readLines("/proc/self/io")
  as.numeric(sub("rchar: ", "", said[startsWith(said, "rchar")], fixed = TRUE))
}

test_that("a compressed file is read once, however many blocks it has", {
  skip_if_not_installed("haven", "2.5.5")
  skip_if_not(file.access("/proc/self/io", 4) == 0)
  n <- 20000
  set.seed(2)
  data <- data.frame(a = runif(n), who = sprintf("person %d", sample(n)), b = runif(n))
  for (kind in c("byte", "zsav", "none")) {
    path <- withr::local_tempfile(fileext = ".sav")
    haven::write_sav(data, path, compress = kind)
    blocks <- open_blocks(list(path = path))
    withr::defer(blocks$close())
    read_by <- function(size, which = 1:3) {
      read <- lapply(seq(0, n - 1, size), function(from) {
        columns <- read_block(blocks, which, integer(3), from, min(size, n - from))
        lapply(columns, as.vector)
      })
      lapply(seq_along(which), function(k) unlist(lapply(read, `[[`, k)))
    }
    whole <- as.list(unname(data))
    before <- bytes_read()
    expect_identical(read_by(500), whole)
    expect_lt(bytes_read() - before, 1.5 * file.size(path) + 2^19)
    # Other columns midway, and rows before those that were read last, begin anew.
    expect_identical(as.vector(read_block(blocks, 1L, 0L, 100, 2)[[1]]), data$a[101:102])
    expect_identical(read_by(7000, c(3L, 1L)), whole[c(3, 1)])
    expect_identical(as.vector(read_block(blocks, 1L, 0L, 5, 4)[[1]]), data$a[6:9])
    expect_identical(as.vector(read_block(blocks, 1L, 0L, 19000, 4)[[1]]), data$a[19001:19004])
    expect_identical(as.vector(read_block(blocks, 1L, 0L, 19004, 4)[[1]]), data$a[19005:19008])
  }
})

test_that("a bar is drawn five times a second at most, and at the end", {
  shares <- double()
  show <- seldom(function(share) shares <<- c(shares, share))
  for (share in c(seq(0, 0.9, 0.01), 1)) show(share)
  expect_identical(shares[c(1, length(shares))], c(0, 1))
  expect_lt(length(shares), 20)
  expect_null(seldom(NULL)(0.5))
})

test_that("of a wide file that is not compressed only what is wanted is read", {
  skip_if_not(file.access("/proc/self/io", 4) == 0)
  n <- 40
  set.seed(4)
  data <- as.data.frame(matrix(sample(9, n * 4000, TRUE), n))
  data$V2 <- sprintf("person %d", seq_len(n))
  data$V3000 <- strrep("x", 1:n)
  path <- withr::local_tempfile(fileext = ".sav")
  write_survey(data, path, compression = "none")
  blocks <- open_blocks(list(path = path))
  withr::defer(blocks$close())
  for (which in list(c(2L, 5L), c(3L, 3000L, 4000L), 1L, c(1500L, 4L), c(1L, 1900L, 2500L))) {
    before <- bytes_read()
    read <- list(read_block(blocks, which, integer(length(which)), 0, 15),
                 read_block(blocks, which, integer(length(which)), 15, n - 15))
    expect_lt(bytes_read() - before, 0.2 * file.size(path) + 2^16)
    for (k in seq_along(which)) {
      expect_equal(c(as.vector(read[[1]][[k]]), as.vector(read[[2]][[k]])), data[[which[k]]])
    }
  }
})
