test_that("every rule has one name, a grade and says when it is found", {
  expect_identical(anyDuplicated(check_rules$rule), 0L)
  expect_match(check_rules$rule, "^[a-z]+(_[a-z]+)*$")
  expect_identical(unique(check_rules$severity), c("error", "warning", "note"))
  expect_true(all(nzchar(rule_words(check_rules$rule))))
  # Those that stop a report stand first, and order the findings.
  expect_false(is.unsorted(match(check_rules$severity, severities)))
})

test_that("the rules are those that the checks can find, and no other", {
  rules_in <- function(expr) {
    if (!is.call(expr)) return(NULL)
    head <- expr[[1]]
    makes <- is.name(head) && as.character(head) %in% c("finding", "add") && length(expr) > 4
    named <- if (makes && is.character(expr[[2]])) expr[[2]]
    c(named, unlist(lapply(as.list(expr), function(part) if (!missing(part)) rules_in(part))))
  }
  made <- lapply(Filter(is.function, as.list(asNamespace("pairwave"))), function(f) rules_in(body(f)))
  made <- unique(unlist(made, use.names = FALSE))
  made <- setdiff(made, "")
  expect_identical(setdiff(made, check_rules$rule), character())
  expect_gt(length(made), 30)
})

test_that("the documentation has a row for each rule", {
  table <- rules_table()
  for (i in seq_len(nrow(check_rules))) {
    row <- paste0("| `", check_rules$rule[i], "` | ", check_rules$severity[i], " | ")
    expect_identical(sum(startsWith(table, row)), 1L)
  }
  expect_identical(sum(startsWith(table, "| `")), nrow(check_rules))
})
