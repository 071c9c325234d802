test_that("codes that are absent, come twice or link nobody are found", {
  expect_identical(rules_of(clean_cohort(change_pre = set_rows("code", 5, NA))),
                   "no_code")
  # The record that is kept is of the other sex.
  expect_identical(rules_of(clean_cohort(change_pre = set_rows("code", 5, "P06"))),
                   c("answers_disagree", "code_twice"))
  expect_identical(
    rules_of(clean_cohort(post_codes = sprintf("X%02d", 1:40))),
    c("linked_share", "new_later")
  )
})

test_that("the study says how many records must be linked, and 5% must in any case", {
  share <- function(linked, n, asked) {
    status <- rep(c("linked", "unlinked"), c(linked, n - linked))
    cohort <- list(
      study = list(checks = list(min_linked = asked)),
      surveys = list(pre = 1, post = 1), links = list(linked = logical(), decision = integer(), state = character()),
      respondents = data.frame(wave = rep(c("pre", "post"), each = n), status = rep(status, 2)),
      people = data.frame(pre = seq_len(n), post = seq_len(n))
    )
    found <- findings_of_links(cohort)
    found$count[found$rule == "linked_share"]
  }
  for (linked in 0:20) {
    expect_identical(share(linked, 20, 0.6), if (linked < 12) rep(20L - linked, 2) else integer())
    expect_identical(share(linked, 20, NULL), if (linked < 1) rep(20L, 2) else integer())
    expect_identical(share(linked, 20, 0), integer())
  }
})

test_that("what is said of a single record is in the singular", {
  one <- check_cohort(clean_cohort(change_pre = set_rows("code", 5, NA)))
  expect_identical(one$message, "1 record has no code")
  two <- check_cohort(clean_cohort(change_pre = set_rows("code", c(5, 9), NA)))
  expect_identical(two$message, "2 records have no code")
})

test_that("newcomers are found where they are over half of a later wave", {
  newcomers <- function(fresh, n, waves = 2) {
    people <- data.frame(one = c(seq_len(n - fresh), rep(NA, fresh)), two = seq_len(n))
    if (waves == 3) people$three <- people$two
    found <- findings_of_newcomers(list(surveys = people, people = people))
    stats::setNames(found$count, found$wave)
  }
  for (fresh in 0:9) {
    expected <- if (fresh > 4.5) c(two = fresh) else stats::setNames(integer(), character())
    expect_identical(newcomers(fresh, 9), expected)
    # Who was in the second wave is no newcomer of the third.
    expect_identical(newcomers(fresh, 9, 3), expected)
  }
  # Those who are in the last wave only are newcomers to both before it.
  people <- data.frame(one = c(1:3, NA, NA), two = c(1:3, NA, NA), three = c(NA, NA, 3:5))
  expect_identical(findings_of_newcomers(list(surveys = people, people = people))$wave, "three")
})

test_that("a list on which people stand twice, or whom no wave knows, is found", {
  found <- function(repeated, silent) {
    people <- data.frame(attended = c(1, 2, 0, 1, NA), pre = c(NA, NA, NA, 4, 5))
    people$pre[seq_len(3 - silent)] <- seq_len(3 - silent)
    findings_of_attendance(list(
      study = list(attendance = list(file = "a.csv")), surveys = list(pre = 1), people = people,
      attendance = c(listed = 4, repeated = repeated)
    ))
  }
  expect_identical(nrow(found(0, 2)), 0L)
  both <- with_words(found(2, 3))
  expect_identical(both$rule, c("attendance_twice", "attendance_unknown"))
  expect_identical(both$count, c(2L, 3L))
  expect_match(both$message[2], "3 of 4 people", fixed = TRUE)
  expect_null(findings_of_attendance(list(study = list())))
})
