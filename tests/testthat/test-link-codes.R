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
