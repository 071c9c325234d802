element_people <- function(n, columns) {
  repeat {
    part <- data.frame(sample(LETTERS, n, TRUE), sample(28, n, TRUE), sample(LETTERS, n, TRUE))
    if (!anyDuplicated(part)) break
  }
  cbind(stats::setNames(part, columns), draft_people(list(mood = sample(c("Good", "Bad"), n, TRUE)), n))
}
words <- c("First letter of your mother's name", "Day of your birthday", "First letter of your street")

test_that("a code that was asked in elements is put together, whatever the order of people", {
  withr::local_seed(11)
  one <- element_people(30, words)
  two <- one[sample(30, 22), ]
  two[c("q1", "q2", "q3")] <- sample(1:5, 66, TRUE)
  path <- draft_of(pre.csv = one, post.csv = two)
  study <- read_study(path)
  expect_length(study$id$column, 3)
  expect_identical(study$id$admissible, list(`Day of your birthday` = "1:31"))
  expect_identical(sum(read_cohort(path)$respondents$status == "linked"), 44L)
  expect_match(readLines(path), "as elements of a code", all = FALSE)
  # A column with codes goes before.
  code <- sprintf("K%03d", 1:30)
  coded <- draft_of(pre.csv = cbind(code, one), post.csv = cbind(code = code[as.integer(rownames(two))], two))
  expect_identical(read_study(coded)$id$column, "code")
})

test_that("answers about people are no elements, nor are codes that tell few apart", {
  withr::local_seed(12)
  person <- function() draft_people(list(sex = sample(c("f", "m"), 30, TRUE), course = sample(letters, 30, TRUE)), 30)
  expect_identical(read_study(draft_of(pre.csv = person(), post.csv = person()))$id$column, character())
  few <- function() stats::setNames(draft_people(list(a = sample(1:3, 30, TRUE), b = sample(1:3, 30, TRUE)), 30),
                                    c("Month of birth", "Birth order", "q1", "q2", "q3"))
  expect_identical(read_study(draft_of(pre.csv = few(), post.csv = few()))$id$column, character())
  expect_true(all(vapply(c(words, "C1 Vorname", "birth_month"), is_element_name, NA)))
  for (other in c("sex", "How sure are you?", "q1", "Unicode? decode")) expect_false(is_element_name(other), info = other)
})

test_that("max_edits is offered where codes differ by a slip, and not among numbers that all do", {
  withr::local_seed(13)
  code <- vapply(1:30, function(i) paste(sample(c(LETTERS, 0:9), 6, TRUE), collapse = ""), "")
  slipped <- code
  slipped[c(4, 9)] <- sub("^.", "_", slipped[c(4, 9)])
  lines <- function(one, two) readLines(draft_of(pre.csv = draft_people(list(code = one), 30),
                                                 post.csv = draft_people(list(code = two), 30)))
  expect_match(lines(code, chartr("_", "Z", slipped)), "^id: .*max_edits: 1", all = FALSE)
  expect_no_match(paste(lines(code, code), collapse = "\n"), "max_edits")
  number <- sample(100:999, 60)
  short <- lines(number[1:30], number[16:45])
  expect_no_match(paste(short, collapse = "\n"), "max_edits")
})
