test_that("a codebook prints within the console", {
  path <- system.file("extdata", "demo", "pre.sav", package = "pairwave")
  book <- codebook(path)
  for (width in c(60, 80, 120)) {
    withr::local_options(cli.width = width, width = width)
    lines <- capture.output(print(book))
    expect_lte(max(nchar(lines, "width")), width)
  }
  withr::local_options(cli.width = 80, width = 80)
  expect_snapshot({
    print(book, n = 8)
    codebook(data.frame())
  })
})

test_that("a codebook of headings in full is one table, in which options differ", {
  questions <- c(
    paste("What grade level(s) will you teach in the coming school year? (tick all that apply) -",
          c("Kindergarten", "Primary", "Middle school", "Upper school")),
    "In your own words, what would you change about the workshop, and why would you change it?"
  )
  data <- stats::setNames(data.frame(1:2, 2:1, c(1, 1), c(3, 4), c("a", "b")), questions)
  for (i in seq_along(data)) attr(data[[i]], "label") <- questions[i]
  for (width in c(60, 80, 120)) {
    withr::local_options(cli.width = width, width = width)
    lines <- capture.output(print(codebook(data)))
    expect_lte(max(nchar(lines, "width")), width)
    expect_length(grep("Name", lines), 1)
    for (option in c("Kinder", "Primary", "Middle", "Upper")) {
      expect_match(lines, option, all = FALSE)
    }
  }
  withr::local_options(cli.width = 80, width = 80)
  expect_snapshot(codebook(data))
})

test_that("a codebook knits with every column", {
  path <- system.file("extdata", "demo", "pre.sav", package = "pairwave")
  table <- as_print_table(codebook(path))
  expect_true(all(c("Name", "Label", "Values", "Format", "Measure", "Note") %in% table$head))
  expect_match(as.character(knit_print.pairwave_result(codebook(path))), "Female")
})
