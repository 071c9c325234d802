test_that("the same questions before and after in one file are two waves", {
  withr::local_seed(8)
  n <- 20L
  forms <- list(
    function(q, t) paste0(q, "_", t), function(q, t) paste0(t, "_", q), function(q, t) paste0(q, ".", toupper(t)),
    function(q, t) paste0(toupper(t), ".", q)
  )
  times <- list(c("pre", "post"), c("t1", "t2", "t3"), c("before", "after"), c("baseline", "fu"), c("w1", "w2"))
  for (i in seq_along(forms)) for (j in seq_along(times)) {
    # Each form with some of the times.
    if ((i + j) %% few_or_many(3, 1) != 0) next
    form <- forms[[i]]
    time <- times[[j]]
    columns <- unlist(lapply(time, function(t) form(paste0("q", 1:4), t)))
    answers <- as.data.frame(lapply(stats::setNames(nm = columns), function(x) sample(1:5, n, TRUE)))
    names(answers) <- columns
    blank <- sample(n, 5)
    answers[blank, form(paste0("q", 1:4), time[2])] <- NA
    path <- draft_of(all.csv = cbind(id = seq_len(n), sex = rep(c("f", "m"), 10), answers,
                                     glad1 = sample(1:5, n, TRUE), glad2 = 3, glad3 = sample(1:5, n, TRUE)))
    study <- read_study(path)
    expect_named(study$waves, time)
    expect_identical(study$id$column, "id")
    expect_length(study$scales, 1)
    cohort <- read_cohort(path)
    expect_identical(nrow(cohort$people), n)
    expect_identical(nrow(cohort$surveys[[2]]), n - 5L)
    expect_identical(bare_values(cohort$surveys[[1]]$q3), as.double(answers[[form("q3", time[1])]]))
    scores <- scores_wide(cohort, names(study$scales))[[time[2]]]
    id <- bare_values(cohort$surveys[[1]]$id)[cohort$people[[time[1]]]]
    expect_equal(scores, unname(rowMeans(answers[form(paste0("q", 1:4), time[2])])[id]))
    found <- check_cohort(path)
    expect_false(any(c("wave_twice", "linked_share", "record_twice") %in% found$rule))
    expect_identical(vapply(study$demographics, `[[`, "", "column"), "sex")
  }
  expect_snapshot(writeLines(readLines(path)))
})

test_that("other names are no waves", {
  expect_null(find_sides(c("id", paste0("q", 1:9))))
  expect_null(find_sides(c(paste0("q", 1:3, "_1"), paste0("q", 1:3, "_2"))))
  expect_null(find_sides(c("start_date", "end_date", "q_pre", "q_post")))
  expect_null(find_sides(paste0("q", 1:6, "_pre")))
  expect_null(find_sides(c(paste0("q", 1:3, "_pre"), paste0("q", 1:3, "_post"), paste0("q", 1:3))))
  expect_identical(unique(find_sides(c(paste0("q", 1:3, "post"), paste0("q", 1:3, "pre")))$time),
                   c("pre", "post"))
})

test_that("what a form asks of before and of now, in words, is two waves", {
  survey <- function(...) {
    labels <- c(...)
    as.data.frame(lapply(stats::setNames(labels, paste0("v", seq_along(labels))), function(label) structure(1, label = label)))
  }
  topics <- c("soil", "water", "seeds")
  forms <- list(
    c(paste("Before the course, I knew about", topics), paste("Now, I knew about", topics)),
    c(paste("BEFORE: my skill in", topics), paste("AFTER: my skill in", topics)),
    c(paste0("I know about ", topics, " (before)"), paste0("I know about ", topics, " (now)")),
    c(paste("Vor dem Kurs: Wissen zu", topics), paste("Nach dem Kurs: Wissen zu", topics))
  )
  for (labels in forms) {
    found <- find_said_sides(do.call(survey, as.list(labels)))
    expect_identical(found$time, rep(c("then", "now"), each = 3), info = labels[1])
    expect_identical(found$column, paste0("v", 1:6), info = labels[1])
    expect_identical(found$stem[1:3], found$stem[4:6])
  }
  expect_null(find_said_sides(do.call(survey, as.list(forms[[1]][c(1:3, 4)]))))
  expect_null(find_said_sides(survey("Before lunch, I ran", "Now, I sit", "After all, I knew", "Then I knew")))
  expect_null(find_said_sides(data.frame(a = 1, b = 2)))
})
