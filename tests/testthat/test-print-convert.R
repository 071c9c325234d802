wide_table <- function(columns, ...) {
  body <- as.data.frame(matrix(sprintf("cell %d", seq_len(2 * columns)), 2))
  new_print_table(body, rep(c("l", "r"), length.out = columns), ...)
}

test_that("columns have names, each its own, and every cell stays", {
  body <- data.frame(a = c("1", "2"), b = c("3", "4"), c = c("5", "6"), d = c("7", "8"))
  names(body) <- c("n", "", "n", "")
  plain <- plain_columns(new_print_table(body, rep("l", 4)))
  expect_identical(class(plain), "data.frame")
  expect_identical(names(plain), c("n", "column", "n.1", "column.1"))
  expect_identical(unlist(plain, use.names = FALSE), as.character(1:8))
  expect_identical(dim(plain_columns(new_print_table(body[0, ], rep("l", 4)))), c(0L, 4L))
})

test_that("flextable has the head, the cells, the sides, the caption and the notes", {
  skip_if_not_installed("flextable")
  table <- wide_table(3, caption = "Table 1", notes = c("One.", "Two."), head = c("Item", "", "Item"))
  made <- flextable_of(table)
  expect_identical(unlist(made$body$dataset, use.names = FALSE), as.vector(table_cells(keep_numbers_whole(table))))
  # As a page shows it.
  html <- as.character(flextable::htmltools_value(made))
  expect_length(gregexpr("<th[^>]*><p[^>]*><span[^>]*>Item</span>", html)[[1]], 2)
  sides <- made$body$styles$pars$text.align$data
  expect_identical(unname(sides[1, ]), c("left", "right", "left"))
  expect_identical(nrow(made$footer$dataset), 2L)
  expect_identical(made$caption$value, "Table 1")
  expect_identical(nrow(flextable_of(wide_table(2))$footer$dataset), 0L)
})

test_that("a table of any width fits the page, and a narrow one keeps its letters", {
  skip_if_not_installed("flextable")
  letters_of <- function(table) unique(as.vector(table$body$styles$text$font.size$data))
  usual <- letters_of(flextable_of(wide_table(2)))
  for (columns in c(2, 8, 16, 40)) {
    made <- flextable_of(wide_table(columns))
    expect_lte(sum(dim(made)$widths), page_width + 0.01)
    expect_gte(letters_of(made), 6)
    if (columns == 2) expect_identical(fit_page(made), made)
    if (columns == 40) expect_lt(letters_of(made), usual)
  }
})

test_that("a table that is narrowed breaks no word and no number", {
  skip_if_not_installed("flextable")
  body <- data.frame(
    a = c("warning", "error"), b = c("self_efficacy", "belonging"),
    c = c("0.46 [0.30, 0.62]", "-0.46 [-0.62, -0.30]"), d = c("<0.001", "0.034"),
    e = rep(paste("see whether they read the items; compare the results without them,",
                  "and say so where the results differ"), 2)
  )
  made <- flextable_of(new_print_table(
    body, c("l", "l", "r", "r", "l"), head = c("Severity", "Variable", "Change [95% CI]", "p", "Remedy"),
    wrap = 5L
  ))
  expect_lte(sum(dim(made)$widths), page_width + 0.01)
  size <- made$body$styles$text$font.size$data[1, 1]
  expect_gte(size, 7)
  # Each as wide as flextable takes it to be in these letters.
  needs <- function(text) {
    alone <- flextable::padding(flextable::flextable(data.frame(x = text)), padding = 0, part = "all")
    alone <- flextable::fontsize(flextable::delete_part(alone, "header"), size = size, part = "all")
    flextable::dim_pretty(alone)$widths
  }
  room <- unname(dim(made)$widths) - 2 * narrow_padding / 72
  longest <- c("warning", "self_efficacy", "-0.46 [-0.62, -0.30]", "<0.001", "whether")
  expect_true(all(room >= vapply(longest, needs, 0)))
})

test_that("beside long texts no short word is broken", {
  skip_if_not_installed("flextable")
  long <- strrep("what was found and where it stands ", 6)
  body <- data.frame(severity = "warning", wave = "post", variable = "self_efficacy", finding = long,
                     rule = "small_cells", remedy = long)
  table <- new_print_table(body, rep("l", 6), head = names(body), wrap = c(4L, 6L))
  made <- flextable_of(table)
  size <- unique(as.vector(made$body$styles$text$font.size$data))
  words <- c(8, 4, 13, NA, 11, NA)
  width <- unname(dim(made)$widths)
  room <- width * 72 - 2 * narrow_padding
  expect_true(all(room >= words * 0.6 * size, na.rm = TRUE))
  expect_lte(sum(width), page_width + 0.01)
})
