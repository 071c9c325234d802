test_that("an item without answers, of one answer or against the rest is found alone", {
  expect_identical(rules_of(clean_cohort(change_post = set_rows("q2", 1:40, NA))),
                   "item_empty")
  expect_identical(rules_of(clean_cohort(change_post = set_rows("q2", 1:9, NA))),
                   "item_missing")
  expect_identical(rules_of(clean_cohort(change_pre = set_rows("q3", 1:40, 2))),
                   "item_constant")
  turn <- function(data) {
    data$q4 <- 8 - data$q4
    data
  }
  expect_identical(rules_of(clean_cohort(change_pre = turn)), "item_against")
})

# Ten respondents' answers to three items, and what is found of the first.
item_rules <- function(answers, reverse = character()) {
  scale <- list(items = colnames(answers), reverse = reverse)
  found <- findings_of_item(item_facts(answers, scale), "q1", scale, "pre")
  stats::setNames(found$count, found$rule)
}
ten <- cbind(q1 = rep(1:5, 2), q2 = rep(1:5, 2) + c(0, 1), q3 = rep(5:1, 2))

test_that("an item is missing where over a fifth left it out, and three at least", {
  for (n in c(4, 10, 14, 15, 16, 40)) for (absent in 0:(n - 1)) {
    answers <- cbind(q1 = rep(1:5, length.out = n), q2 = 1, q3 = 2)
    answers[seq_len(absent), "q1"] <- NA
    expect_identical("item_missing" %in% names(item_rules(answers)), absent > n / 5 && absent >= 3,
                     info = paste(absent, "of", n))
  }
  ten[, "q1"] <- NA
  expect_identical(item_rules(ten), c(item_empty = 10L))
})

test_that("one answer of all is remarkable from ten respondents on", {
  same <- ten
  same[, "q1"] <- 2
  expect_identical(item_rules(same), c(item_constant = 10L))
  expect_identical(item_rules(same[1:9, ]), stats::setNames(integer(), character()))
  same[10, "q1"] <- NA
  expect_identical(item_rules(same), stats::setNames(integer(), character()))
})

test_that("an item goes against the rest unless it is named as reversed", {
  expect_identical(item_rules(cbind(ten, q4 = ten[, "q3"])), c(item_against = 10L))
  expect_identical(item_rules(ten, reverse = "q3"), stats::setNames(integer(), character()))
  # The correlation is that of the item with the sum of the others, turned.
  withr::local_seed(12)
  for (i in 1:40) {
    answers <- matrix(sample(5, 60, TRUE), 15, dimnames = list(NULL, paste0("q", 1:4)))
    turned <- answers
    turned[, "q2"] <- 6 - turned[, "q2"]
    r <- stats::cor(turned[, 1], turned[, 2] + turned[, 3] + turned[, 4])
    expect_identical("item_against" %in% names(item_rules(answers, "q2")), r < -0.1)
  }
  # Two items have no rest to go against.
  expect_identical(item_rules(ten[, c("q1", "q3")]), stats::setNames(integer(), character()))
})

test_that("answers between whole numbers are remarkable among whole ones only", {
  half <- ten
  half[c(2, 4), "q1"] <- c(1.5, 3.25)
  expect_identical(item_rules(half, "q3"), c(between_codes = 2L))
  half[, "q1"] <- half[, "q1"] + 0.5
  expect_false("between_codes" %in% names(item_rules(half, "q3")))
})

test_that("who answered nothing of a scale has left out no item", {
  empty <- function(data) {
    data[1:9, paste0("q", 1:5)] <- NA
    data
  }
  expect_identical(rules_of(clean_cohort(change_post = empty)), character())
})
