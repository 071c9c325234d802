by_element <- function(...) {
  data.frame(mother = c("Ann", "Beth", "", "Cleo"), day = c(3, 14, NA, 7),
             town = c("Y", "l", "", ""), ...)
}
id <- c("mother", "day", "town")

test_that("elements in columns of their own make one code", {
  rule <- near_rule(columns = 3L)
  expect_identical(record_codes(by_element(), id, rule, "pre"),
                   c("ann-3-y", "beth-14-l", "", "cleo-7-"))
  strict <- near_rule(columns = 3L, agree = 3)
  expect_identical(record_codes(by_element(), id, strict, "pre")[4], "")
})

test_that("people are linked by elements in columns, a missing one being neutral", {
  post <- by_element()
  post$town <- c("y", "L", "", "k")
  post$day[2] <- 15
  waves <- list(pre = by_element(), post = post)
  exact <- link_waves(waves, id = id)
  expect_identical(as.character(exact$link),
                   c("exact", NA, NA, NA, "exact", NA, NA, NA))
  near <- link_waves(waves, id = id, agree = 2, near = "accept")
  expect_identical(as.character(near$link),
                   c("exact", "near", NA, "near", "exact", "near", NA, "near"))
  expect_identical(near$person[4], near$person[8])
  expect_identical(as.character(near$status[c(3, 7)]), c("no_id", "no_id"))
})

test_that("a study may name several columns, and so may its attendance list", {
  folder <- withr::local_tempdir()
  write <- function(name, data) {
    utils::write.csv(data, file.path(folder, name), row.names = FALSE, na = "")
  }
  write("pre.csv", by_element(q1 = 1:4))
  write("post.csv", by_element(q1 = 4:1))
  write("came.csv", by_element(week1 = 1)[1:2, ])
  plan <- study(
    waves = c(pre = "pre.csv", post = "post.csv"), id = id, dir = folder,
    attendance = list(file = "came.csv", sessions = "week1", invited = 9)
  )
  cohort <- read_cohort(plan)
  expect_identical(sum(cohort$respondents$status == "linked"), 6L)
  expect_identical(sum(cohort$people$attended %in% 1L), 2L)
  flow <- participation(cohort)
  expect_identical(flow$n[flow$stage == "invited"], 9L)
  withr::local_envvar(PAIRWAVE_SALT = "a long enough secret")
  plan$id$pseudonymise <- "salted hash"
  hidden <- read_cohort(plan)$surveys$pre
  expect_match(hidden$mother[c(1, 2, 4)], "^p[0-9a-f]{16}$")
  expect_true(all(is.na(hidden[c("day", "town")])))
})

test_that("columns that can't make a code are refused", {
  waves <- list(pre = by_element(), post = by_element())
  expect_snapshot(error = TRUE, {
    link_waves(waves, id = c("mother", "dya"))
    link_waves(waves, id = id, elements = c(1, 2))
    link_waves(waves, id = id, agree = 5)
    link_waves(waves, id = rep("mother", 13))
    study(waves = c(pre = "pre.csv"), id = character())
    study(waves = c(pre = "pre.csv"), id = id,
          attendance = list(file = "came.csv", id = "code"))
  })
})

test_that("leading zeros of numbers are put aside where that is asked for", {
  expect_identical(without_leading_zeros(c("007", "07", "7", "000", "", "a07", "0x")),
                   c("7", "7", "7", "0", "", "a07", "0x"))
  waves <- list(pre = data.frame(code = c("007", "0012", "AB7")),
                post = data.frame(code = c(7, 12, 5)))
  linked <- function(...) sum(link_waves(waves, id = "code", ...)$status == "linked")
  expect_identical(linked(), 0L)
  expect_identical(linked(leading_zeros = "drop"), 4L)
  parts <- list(pre = data.frame(letter = c("a", "b"), month = c("07", "12")),
                post = data.frame(letter = c("a", "b"), month = c(7, 1)))
  found <- link_waves(parts, id = c("letter", "month"), leading_zeros = "drop")
  expect_identical(sum(found$status == "linked"), 2L)
  expect_snapshot(error = TRUE, link_waves(waves, id = "code", elements = c(1, 1),
                                           leading_zeros = "drop"))
})

test_that("an element that can't be meant counts as missing, and is found", {
  waves <- list(
    pre = data.frame(first = c("an", "be"), month = c("13", "7"), town = c("mz", "wi")),
    post = data.frame(first = c("an", "be"), month = c("12", "07"), town = c("mz", "wi"))
  )
  id <- names(waves$pre)
  cost <- function(...) {
    links <- attr(link_waves(waves, id = id, agree = 2, ...), "links")
    links$cost[links$code_one == "an-13-mz" | links$code_other == "an-13-mz"]
  }
  rule <- function(values) near_rule(
    columns = 3L, agree = 2, admissible = element_values(list(month = values), id, integer(), "", "link")
  )
  codes <- record_codes(waves$pre, id, rule("1:12"), "pre")
  expect_identical(has_inadmissible(codes, rule("1:12")), c(TRUE, FALSE))
  expect_identical(code_elements(codes, rule("1:12"))[[2]], c("", "7"))
  expect_identical(has_inadmissible(codes, rule(c("07", "13"))), c(FALSE, FALSE))
  expect_identical(cost(admissible = list(month = "1:12")), 1L)
  expect_snapshot(error = TRUE, link_waves(waves, id = id, admissible = list(year = "1:12")))
})
