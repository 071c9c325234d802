test_that("each decision about a scale changes its value and no other", {
  plan <- demo_plan()
  scale <- function(plan) plan_study(plan)$scales$scale_b
  before <- scale(plan)
  but <- function(x, ...) x[setdiff(names(x), c(...))]
  expect_identical(scale(change_plan(plan, "scale:scale_b:label", "Belonging"))[names(before)], replace(before, "label", "Belonging"))
  changed <- scale(change_plan(plan, "scale:scale_b:items", c("b1", "b2", "b4")))
  expect_identical(changed$items, c("b1", "b2", "b4"))
  expect_identical(changed$min_items, 2L)
  expect_identical(but(changed, "items"), but(before, "items"))
  turned <- change_plan(plan, "scale:scale_b:reverse", "b3")
  expect_identical(scale(turned)$reverse, "b3")
  # What is left out is turned no more, and half of two is one.
  two <- scale(change_plan(turned, "scale:scale_b:items", c("b1", "b2")))
  expect_identical(two[c("items", "reverse", "min_items")], list(items = c("b1", "b2"), reverse = character(), min_items = 1L))
  expect_identical(scale(change_plan(plan, "scale:scale_b:better", "lower"))$better, "lower")
  expect_identical(scale(change_plan(plan, "scale:scale_b:min_items", "4"))$min_items, 4L)
  turned_round <- change_plan(plan, "scale:scale_b:answers", rev(before$answers))
  expect_identical(scale(turned_round)$answers, rev(before$answers))
  expect_match(turned_round$text, "  # Chosen by hand.\n  scale_b: ", fixed = TRUE)
  # What an instrument's manual says is not offered.
  ids <- unname(vapply(plan_decisions(plan), `[[`, "", "id"))
  expect_identical(grep("self_efficacy", ids, value = TRUE), "scale:general_self_efficacy:drop")
})

test_that("a scale is left out, and comes back as it was drafted", {
  plan <- demo_plan()
  gone <- change_plan(plan, "scale:scale_b:drop")
  expect_no_match(gone$text, "scale_b|side by side")
  expect_identical(change_plan(gone, "add:scale_b")$text, plan$text)
  none <- change_plan(gone, "scale:general_self_efficacy:drop")
  expect_no_match(none$text, "scales:", fixed = TRUE)
  both <- change_plan(change_plan(none, "add:general_self_efficacy"), "add:scale_b")
  expect_identical(both$text, plan$text)
})

test_that("a scale that the draft left open is used in the order that is chosen", {
  withr::local_seed(10)
  odd <- draft_people(list(code = sprintf("K%03d", 1:30)), 30, items = FALSE)
  odd[c("u1", "u2", "u3")] <- sample(c("Mostly", "Hardly ever", "Now and then"), 90, TRUE)
  plan <- plan_of(pre.csv = odd)
  expect_match(plan$text, "TO FILL IN", fixed = TRUE)
  used <- change_plan(plan, "add:scale_u")
  expect_no_match(used$text, "TO FILL IN|# *scale_u|# scales")
  order <- c("Hardly ever", "Now and then", "Mostly")
  used <- change_plan(used, "scale:scale_u:answers", order)
  expect_identical(plan_study(used)$scales$scale_u$answers, order)
  scores <- plan_cohort(used)$scores
  expect_equal(scores$score, rowMeans(vapply(odd[c("u1", "u2", "u3")], match, 1:30, table = order)))
})

test_that("an opened study is offered the scales that it has not", {
  plan <- opened_plan(c("waves:", "  pre: {file: pre.sav}", "  post: {file: post.csv}", "id: {column: code}", "scales:",
                        "  # mine", "  se: {instrument: gse, items: gse1:gse10}"))
  added <- change_plan(plan, "add:scale_b")
  expect_match(added$text, "^waves:\n.*\n  # mine\n  se: [^\n]*\n  # 4 items side by side[^\n]*\n(  #[^\n]*\n)*  scale_b: ")
  expect_identical(plan_study(added)$scales$scale_b$items, paste0("b", 1:4))
  expect_identical(plan_study(change_plan(plan, "id", "sex"))$id$column, "sex")
})
