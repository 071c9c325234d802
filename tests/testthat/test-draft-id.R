# The drafted id, "?" where the draft leaves it to the analyst.
id_of <- function(...) {
  column <- read_study(draft_of(...))$id$column
  if (length(column)) column else "?"
}

test_that("a measurement is never the person, whatever stands beside it", {
  skip_second_time()
  withr::local_seed(3)
  n <- 24
  measures <- list(
    weight = 60 + seq_len(n) * 1.37, age = sample(18:80, n), score = sample(100:999, n),
    height = sample(1500:2000, n), temp = 36 + seq_len(n) / 50, change = seq_len(n) - 30,
    income = 20000 + 10.5 * seq_len(n)
  )
  ids <- list(
    patid = seq_len(n), PersonID = sample(n), vpnr = 100 + seq_len(n), Code = sprintf("%04d", sample(9999, n)),
    subject_id = sprintf("S%02d", seq_len(n)), matrikel = sample(100000:999999, n),
    email = sprintf("person%d@example.org", seq_len(n))
  )
  for (id in names(ids)) {
    beside <- measures[sample(length(measures), 3)]
    columns <- c(beside, ids[id])[sample(4)]
    later <- lapply(columns, identity)
    for (one in names(beside)) later[[one]] <- sample(beside[[one]])
    two <- list(pre.csv = draft_people(columns, n), post.csv = draft_people(later, n)[sample(n), ])
    expect_identical(do.call(id_of, two), id)
    if (id != "matrikel") expect_identical(id_of(one.csv = draft_people(columns, n)), id)
  }
  for (one in names(measures)) {
    expect_identical(id_of(one.csv = draft_people(measures[one], n)), "?", info = one)
    expect_identical(id_of(pre.csv = draft_people(measures[one], n), post.csv = draft_people(measures[one], n)),
                     "?", info = one)
  }
})

test_that("a running number is taken where it is called an id, and said to be one", {
  withr::local_seed(4)
  numbered <- function(name, n = 20) draft_people(stats::setNames(list(seq_len(n)), name), n)
  for (name in c("participant_id", "VPNr", "id", "Subject.No")) {
    for (n in c(20, 19)) {
      expect_identical(id_of(pre.csv = numbered(name), post.csv = numbered(name, n)), name)
    }
    expect_identical(id_of(pre.csv = numbered(name)), name)
  }
  expect_identical(id_of(pre.csv = numbered("row"), post.csv = numbered("row")), "?")
  # A code is taken before a number of rows.
  both <- function() cbind(id = 1:20, draft_people(list(token = sprintf("K%03d", sample(40, 20)))))
  expect_identical(id_of(pre.csv = both(), post.csv = both()), "token")
  expect_true(is_id_name("patid") && is_id_name("ParticipantID") && is_id_name("person_number"))
  for (name in c("valid", "covid", "paid", "grid", "weight", "age", "q1", "unidentified")) {
    expect_false(is_id_name(name), info = name)
  }
})

test_that("codes under another name are found by their values, and renamed", {
  withr::local_seed(5)
  code <- sprintf("K%03d", sample(999, 20))
  wave <- function(name, who = 1:20) draft_people(stats::setNames(list(code[who]), name), length(who))
  path <- draft_of(t1.csv = wave("VPNr"), t2.csv = wave("VP", 20:6), t3.csv = wave("VPNr", 3:15))
  study <- read_study(path)
  expect_identical(study$id$column, "VPNr")
  expect_identical(study$waves$t2$rename, list(VPNr = "VP"))
  cohort <- read_cohort(path)
  expect_identical(nrow(cohort$people), 20L)
  expect_snapshot(writeLines(readLines(path)))
})

test_that("a draft with a hole is written rather than nothing", {
  withr::local_seed(6)
  dir <- withr::local_tempdir()
  at <- function(name) file.path(dir, name)
  none <- draft_people(list(sex = rep(c("f", "m"), 10)))
  utils::write.csv(none, at("pre.csv"), row.names = FALSE)
  utils::write.csv(draft_people(list(code = sprintf("K%02d", 1:20))), at("post.csv"), row.names = FALSE)
  tidy <- function(x) gsub(dir, "<dir>", x, fixed = TRUE)
  expect_snapshot(transform = tidy, {
    path <- use_study(at(c("pre.csv", "post.csv")))
    writeLines(readLines(path))
    path <- use_study(at("pre.csv"), existing = "replace")
    writeLines(grep("FILL|id:", readLines(path), value = TRUE))
  })
  expect_identical(nrow(read_cohort(path)$people), 20L)
})

test_that("codes that are numbers lose their zeros where that finds more again", {
  withr::local_seed(9)
  n <- 20
  number <- sample(1000:9999, n) %/% 7
  path <- draft_of(
    pre.csv = draft_people(list(code = paste0("000", number)), n),
    post.csv = draft_people(list(code = number), n)
  )
  expect_match(readLines(path), "leading_zeros: drop", all = FALSE)
  expect_identical(sum(read_cohort(path)$respondents$status == "linked"), 40L)
  padded <- sprintf("%05d", number)
  same <- draft_of(pre.csv = draft_people(list(code = padded), n),
                   post.csv = draft_people(list(code = padded), n))
  expect_no_match(paste(readLines(same), collapse = "\n"), "leading_zeros")
  expect_identical(found_without_zeros(list(c("07", "12"), c("7", "12"))), 1L)
  # Two people of one wave are not made one.
  expect_identical(found_without_zeros(list(c("07", "7"), c("7", "12"))), 0)
})
