many_columns <- function(...) {
  body <- data.frame(
    scale = c("A", "", "B", ""), contrast = c("x", "y", "x", "y"), n = as.character(1:4), before = "1.0",
    after = "2.0", change = "1.0 [0.1, 1.9]", t = "2.1 (9)", p = "0.012", ...
  )
  new_print_table(body, c("l", "l", rep("r", ncol(body) - 2)), row_heads = 2L, head = toupper(names(body)))
}

test_that("names that repeat become lines over their rows, and the rest is said", {
  table <- page_table(many_columns(), list("n", "before", "after", "change", c("p_adjusted", "p")), how = "ask")
  expect_identical(names(table$body), c("contrast", "n", "before", "after", "change", "p"))
  expect_identical(table$groups, c("A", "A", "B", "B"))
  expect_identical(table$row_heads, 1L)
  expect_identical(table$notes, "Not shown here: T (ask).")
  # Of two columns the first that is there.
  adjusted <- page_table(many_columns(p_adjusted = "0.024"), list("n", c("p_adjusted", "p")))
  expect_identical(names(adjusted$body), c("contrast", "n", "p_adjusted"))
  expect_match(adjusted$notes, "T; P.", fixed = TRUE)
})

test_that("a contrast that all share stands once, above its scales", {
  table <- many_columns()
  table$body <- table$body[c(1, 3), ]
  page <- group_table(table)
  expect_identical(page$groups, c("x", "x"))
  expect_identical(page$body$scale, c("A", "B"))
})

test_that("what fits a page stays as it is", {
  table <- many_columns()
  few <- new_print_table(table$body[1:4], table$align[1:4], row_heads = 2L)
  expect_identical(page_table(few, list("n")), few)
  expect_identical(with_group_rows(few), list(table = few, at = integer()))
})

test_that("each format has the line over its rows once", {
  table <- page_table(many_columns(), list("n", "change", "p"))
  table$groups <- c("A & B", "A & B", "C", "C")
  expect_snapshot(for (to in setdiff(table_formats, "console")) writeLines(write_table(table, to)))
  skip_if_not_installed("flextable")
  made <- flextable_of(table)
  expect_identical(made$body$dataset[[1]], c("", "x", "y", "", "x", "y"))
  expect_identical(unname(made$body$spans$rows[1, ]), c(4, 0, 0, 0))
})

test_that("no interval and no p is left out of a page unsaid", {
  results <- list(paired_change(demo_cohort()), item_change(demo_cohort()), persistence(demo_cohort()),
                  unpaired_change(demo_cohort()), scale_reliability(demo_cohort()), wave_means(demo_cohort()),
                  summary(paired_change(demo_cohort())), paired_change(demo_cohort(), by = "sex"))
  for (result in results) {
    whole <- as_print_table(result)
    page <- result_page(result, "main")
    expect_lte(length(page$body), most_page_columns)
    gone <- setdiff(whole$head[-seq_len(whole$row_heads)], page$head)
    for (head in gone) expect_match(page$notes[length(page$notes)], head, fixed = TRUE)
    if (any(grepl("CI]", whole$head, fixed = TRUE))) expect_true(any(grepl("CI]", page$head, fixed = TRUE)))
    if ("p" %in% whole$head) expect_true(any(grepl("^p( |$)", page$head)))
    # Every line of the whole table is a line of the page.
    expect_identical(nrow(page$body), nrow(whole$body))
    expect_identical(sort(page$body$n), sort(whole$body$n))
  }
})

test_that("on paper a wide table goes on below itself, with each column once", {
  whole <- as_print_table(paired_change(demo_cohort()))
  whole$caption <- "Every column"
  parts <- fold_table(whole)
  expect_length(parts, 2)
  expect_lte(max(vapply(parts, function(part) length(part$body), 1L)), most_page_columns)
  expect_identical(unlist(lapply(parts, function(part) part$head[-1])), whole$head[-(1:2)])
  expect_identical(lapply(parts, `[[`, "caption"), list("Every column", NULL))
  expect_identical(lapply(parts, `[[`, "notes"), list(character(), whole$notes))
  expect_identical(parts[[1]]$groups, parts[[2]]$groups)
  few <- as_print_table(demographics(demo_cohort()))
  expect_identical(fold_table(few), list(few))
})
