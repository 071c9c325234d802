# Cohorts with something wrong at random places, of which a check must find the same whether
# it sees rows or counts. How many: PAIRWAVE_COUNTED_CHECKS.
counted_checks <- function() as.integer(Sys.getenv("PAIRWAVE_COUNTED_CHECKS", "3"))

spoilt_waves <- function(seed, differ = FALSE) {
  waves <- engine_waves(seed, sample(c(12, 25, 60), 1))
  for (wave in names(waves)) {
    rows <- seq_along(waves[[wave]]$code)
    some <- function(n) rows[sample(length(rows), min(n, length(rows)))]
    put <- function(item, rows, value) waves[[wave]][[item]][rows] <<- value
    waves[[wave]]$q5 <- waves[[wave]]$q4
    attr(waves[[wave]]$q5, "label") <- "Question q5"
    put("q5", rows, bare_values(waves[[wave]]$q2))
    for (defect in sample(12, 4)) switch(defect,
      put("q1", rows, 2), put("q2", rows, NA), put("q3", some(length(rows) %/% 3), NA),
      for (item in paste0("q", 1:5)) put(item, some(3)[1], 3),
      put("code", some(1), sample(c("Total", " MEAN:", "Std Dev.", "Totally"), 1)),
      put("code", some(1), NA), put("sex", some(4), 3), put("region", some(2), "Far"),
      for (item in paste0("q", 1:4)) put(item, some(5), NA),
      put("q4", rows, 5 - replace(bare_values(waves[[wave]]$q4), waves[[wave]]$q4 %in% -99, NA)),
      if (differ) attr(waves[[wave]]$q3, "na_values") <- c(-99, sample(4, 1)),
      if (differ) attr(waves[[wave]]$sex, "label") <- "S\u00c3\u00a9x"
    )
  }
  waves
}

spoilt_parts <- function(duplicates) {
  list(
    id = list(column = "code", duplicates = duplicates),
    scales = list(calm = list(items = "q1:q3", range = c(1, 4), reverse = "q2", min_items = 2,
                              better = "lower"),
                  whole = list(items = "q1:q5", range = c(1, 4), min_items = 4)),
    demographics = list(list(column = "sex", label = "Sex"), list(column = "region"),
                        list(column = "year")),
    checks = list(min_records = 20, min_linked = 0.7, max_worse = 0.2, rules = list(
      nobody = list(column = "q1", above = 3, severity = "error"),
      south = list(column = "region", is = "South", label = "From the south"),
      item_missing = list(share = 0.2), late = list(column = "sent", below = 3)
    ))
  )
}

# What rows tell that counts tell as well; what counts did not is said by all in one finding.
expect_same_findings <- function(counted, rows, info) {
  rest <- as.data.frame(rows)
  rest <- rest[!rest$rule %in% c(rules_of_rows, "code_inadmissible"), ]
  found <- as.data.frame(counted)
  expect_identical(found$about[found$rule == "not_checked"], join_codes(rules_of_rows))
  found <- found[found$rule != "not_checked", ]
  row.names(found) <- row.names(rest) <- NULL
  expect_identical(found, rest, info = info)
  rest$rule
}

rows_streamed <- function(plan) read_cohort(plan, rows = "stream")
rule_of_duplicates <- function(seed) duplicate_rules[seed %% length(duplicate_rules) + 1]

test_that("counts give the findings of rows", {
  skip_second_time()
  skip_if_not_installed("RSQLite")
  seen <- character()
  for (seed in seq_len(counted_checks())) {
    set.seed(seed)
    waves <- spoilt_waves(seed)
    folder <- withr::local_tempdir()
    engine_local(waves, folder)
    rule <- rule_of_duplicates(seed)
    rows <- read_cohort(do.call(study, c(spoilt_parts(rule), list(
      waves = stats::setNames(paste0(names(waves), ".sav"), names(waves)), dir = folder
    ))))
    con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
    engine_tables(con, waves)
    tables <- lapply(stats::setNames(nm = names(waves)), function(wave) {
      list(table = wave, order = "sent")
    })
    counted <- read_cohort(do.call(study, c(spoilt_parts(rule), list(
      waves = tables, sources = list(db = list()), codebook = "pre.sav", dir = folder
    ))), connections = list(db = con))
    before <- if (seed %% 2) rows
    seen <- c(seen, expect_same_findings(check_cohort(counted, previous = before),
                                         check_cohort(rows, previous = before), seed))
    expect_same_findings(check_cohort(rows_streamed(rows$study), previous = counted),
                         check_cohort(rows, previous = rows), paste(seed, "streamed"))
  }
  # Not only that nothing is found.
  expect_gt(length(unique(seen)), 5)
})

test_that("files that are streamed past give the findings of their rows", {
  skip_second_time()
  skip_if_not(l10n_info()[["UTF-8"]])
  for (seed in seq_len(counted_checks())) {
    set.seed(seed + 1000)
    folder <- withr::local_tempdir()
    waves <- spoilt_waves(seed + 1000, differ = TRUE)
    for (wave in names(waves)) {
      suppressWarnings(write_survey(waves[[wave]], file.path(folder, paste0(wave, ".sav"))),
                       classes = "pairwave_warning")
    }
    parts <- c(spoilt_parts(rule_of_duplicates(seed)), list(
      waves = stats::setNames(paste0(names(waves), ".sav"), names(waves)), dir = folder
    ))
    plan <- do.call(study, parts)
    rows <- tryCatch(read_cohort(plan), pairwave_error = function(e) e)
    if (inherits(rows, "error")) {
      expect_error(rows_streamed(plan), class = class(rows)[1])
      next
    }
    streamed <- tryCatch(rows_streamed(plan), pairwave_error_engine_rows = function(e) NULL)
    if (is.null(streamed)) next
    expect_same_findings(check_cohort(streamed), check_cohort(rows), seed)
    parts$id <- NULL
    parts$checks[c("min_linked", "max_worse")] <- NULL
    plan <- do.call(study, parts)
    expect_same_findings(check_cohort(rows_streamed(plan)), check_cohort(read_cohort(plan)),
                         paste(seed, "without a code"))
  }
})

test_that("a check says what it can't look at, and where", {
  skip_if_not_installed("RSQLite")
  n <- 1200
  tables <- list(pre = data.frame(code = seq_len(n), said = paste("I said", seq_len(n)),
                                  q1 = seq_len(n), q2 = seq_len(n)))
  cohort <- small_engine_cohort(
    tables = tables, waves = list(pre = list(table = "pre", label = "Before")),
    scales = list(s = list(items = "q1:q2", range = c(1, 2000))),
    demographics = list(list(column = "said"))
  )
  found <- check_cohort(cohort)
  expect_snapshot(found)
  unchecked <- found[found$rule == "not_checked", ]
  expect_identical(unchecked$variable, c("q1", "q2", "said", NA))
  expect_identical(unchecked$kind, c("values", "values", "values", "rows"))
  # No text has left.
  expect_true(all(cohort$sources[[1]]$log$sent$rows <= n + 2))
  expect_false(any(grepl("I said", cohort$sources[[1]]$log$sent$statement)))
  ignoring <- small_engine_cohort(checks = list(ignore = "not_checked"))
  expect_false("not_checked" %in% check_cohort(ignoring)$rule)
})

test_that("an empty text is no answer, of rows as of counts", {
  text <- list(columns = list(pre = c("North", "", " "), post = c("", "South", "South")))
  given <- answers_of_people(text$columns, identity)
  expect_identical(given, matrix(c("North", NA, NA, NA, "South", "South"), 3))
  few <- findings_of_disclosure(list(study = list(demographics = list(list(column = "region"))),
                                     people = data.frame(region = c(rep("North", 6), "", ""))))
  expect_identical(nrow(few), 0L)
})

test_that("a study of tables is read before it is checked", {
  expect_snapshot(check_cohort(small_engine_study()), error = TRUE)
})

test_that("under a threshold findings of counts have no number of people", {
  skip_if_not_installed("RSQLite")
  found <- check_cohort(small_engine_cohort(disclosure = list(threshold = 5)))
  expect_gt(nrow(found), 1)
  expect_true(all(is.na(found$count[!found$rule %in% rules_without_people])))
})

test_that("rules that look at scores are not tried where a source gives sums", {
  skip_if_not_installed("RSQLite")
  waves <- small_tables()
  cohort <- small_engine_cohort(
    source = list(moments = 2),
    checks = list(max_worse = 0.1, rules = list(high = list(column = "q1", above = 3)))
  )
  found <- as.data.frame(check_cohort(cohort))
  none <- found[found$rule == "not_checked", ]
  expect_true(any(grepl("item_against", none$about) & grepl("many_worse", none$about)))
  expect_true("q1" %in% none$variable)
  counted <- as.data.frame(check_cohort(small_engine_cohort()))
  other <- !counted$rule %in% c(rules_of_scores, "not_checked")
  expect_identical(found$rule[found$rule %in% counted$rule[other]], counted$rule[other])
})
