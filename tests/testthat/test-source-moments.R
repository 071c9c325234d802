test_that("a score is a whole number of parts, however many items were answered", {
  for (rule in c("mean", "sum")) for (items in c(1, 2, 7, 10)) for (least in c(0, 1, items)) {
    scale <- list(name = "s", items = paste0("q", seq_len(items)), score = rule, min_items = least)
    unit <- whole_unit(scale)
    for (k in max(1, least):items) {
      total <- seq(-k, 5 * k)
      whole <- total * unit$factors[[paste(k)]]
      expect_identical(whole, floor(whole))
      found <- new_frame(list(s.w.sum = total, s.w.answered = rep(k, length(total))))
      scores <- scores_of_sums(found, scale, "w", rep(TRUE, length(total)))$score
      expect_equal(whole * unit$over / unit$under, scores, tolerance = 1e-15)
    }
  }
})

test_that("a source of sums gives a row for all people and one for each wave's records", {
  skip_second_time()
  skip_if_not_installed("RSQLite")
  for (seed in seq_len(few_or_many(1, 3))) {
    made <- moments_case(seed, 2)
    log <- made$cohort$sources[[1]]$log
    already <- nrow(log$sent)
    paired_change(made$cohort)
    wave_means(made$cohort)
    participation(made$cohort)
    sent <- log$sent[-seq_len(already), ]
    expect_identical(sent$rows[sent$what == "sums of scores"], rep(4L, 6))
    # Who came and answered anything at all, of three waves.
    expect_true(all(sent$rows[sent$what != "sums of scores"] <= 4^3 * 2 + 3))
    expect_setequal(sent$statement, unlist(lapply(
      c("paired_change", "wave_means", "participation"),
      function(result) engine_sql(made$cohort, result)$statement
    )))
  }
})

test_that("no statement of a source of sums gives scores or answers to items", {
  skip_if_not_installed("RSQLite")
  cohort <- moments_case(3, 5)$cohort
  source <- cohort$sources[[1]]
  already <- nrow(source$log$sent)
  refused <- function(code) expect_error(code, class = "pairwave_error_engine_rows")
  refused(count_patterns(source, list(a = sum_of("pre", c("q1", "q2")))))
  refused(count_patterns(source, list(a = value_of("pre", "q4"))))
  refused(count_patterns(source, list(a = first_of(c("pre", "post"), "q1"))))
  refused(count_patterns(source, list(a = answered_alike("pre", c("q1", "q2")))))
  refused(count_values(source, "pre", "q1", TRUE))
  refused(count_products(source, "pre", c("q1", "q2"), numeric()))
  for (result in list(persistence, item_change, scale_reliability)) refused(result(cohort))
  for (result in c("persistence", "item_change", "scale_reliability")) {
    refused(engine_sql(cohort, result))
  }
  expect_identical(nrow(source$log$sent), already)
  expect_s3_class(demographics(cohort), "pairwave_demographics")
  expect_snapshot(error = TRUE, persistence(cohort))
})

test_that("sums that would tell of few people are held back by the statement", {
  skip_second_time()
  skip_if_not_installed("RSQLite")
  held <- 0
  for (seed in seq_len(few_or_many(2, 8))) for (least in c(2, 5, 9, 14)) {
    made <- moments_case(seed, least)
    waves <- names(made$waves)
    for (scale in made$local$study$scales) {
      there <- lapply(scale_patterns(made$local, scale$name)$answers, Negate(is.na))
      people <- function(set) which(Reduce(`&`, there[set]))
      # Every set of waves, in the order in which they come first.
      sets <- c(utils::combn(waves, 2, simplify = FALSE), list(waves), as.list(waves))
      told <- vapply(seq_along(sets), function(i) {
        mine <- people(sets[[i]])
        apart <- vapply(sets[seq_len(i - 1)], function(other) {
          theirs <- people(other)
          if (!any(other %in% sets[[i]])) return(0L)
          length(setdiff(mine, theirs)) + length(setdiff(theirs, mine))
        }, 0L)
        length(mine) < least || any(apart > 0 & apart < least)
      }, NA)
      for (of in c("pairs", "each")) {
        asked <- sets[lengths(sets) == 2 | of == "each"]
        found <- count_moments(made$cohort$sources[[1]], scale, lapply(asked, moments_set, of))
        for (i in seq_along(asked)) {
          set <- found$sets[[i]]
          expect_identical(set$n, as.double(length(people(asked[[i]]))))
          none <- told[match(asked[i], sets)] && set$n > 0
          expect_identical(all(is.na(set$sums)), none)
          expect_identical(all(is.na(diag(set$products))), none)
          held <- held + none
        }
      }
    }
  }
  expect_gt(held, few_or_many(15, 50))
})

test_that("what is counted apart adds up, or there is no result", {
  skip_if_not_installed("RSQLite")
  made <- moments_case(2, 2)
  source <- made$cohort$sources[[1]]
  scale <- made$local$study$scales[[1]]
  set <- list(moments_set(c("pre", "post"), "pairs"))
  fails <- function(source) {
    expect_error(count_moments(source, scale, set), class = "pairwave_error_total")
  }
  known <- source
  known$plan$people$people[2] <- known$plan$people$people[2] + 1
  fails(known)
  known <- source
  known$plan$records[3] <- known$plan$records[3] - 1
  fails(known)
  # Present, scored and any of three waves, then pairs and the first wave alone.
  counts <- c(source$plan$people$people, 40, 30, 20, 50, 25, 15)
  check <- function(counts) {
    check_counts_of_moments(source, counts, names(made$waves), set, rlang::caller_env())
  }
  expect_no_error(check(counts))
  for (i in c(1:4, 8, 9)) {
    expect_error(check(replace(counts, i, counts[i] + 1)), class = "pairwave_error_total")
  }
  DBI::dbExecute(made$con, "DELETE FROM post WHERE rowid = 1")
  fails(source)
})

test_that("sums that are not exact are refused", {
  scale <- list(name = "long", items = paste0("q", 1:30), score = "mean", min_items = 1)
  expect_identical(as_sum("2251799813685248", scale, NULL), 2^51)
  expect_identical(as_sum(NA, scale, NULL), NA_real_)
  expect_error(as_sum("2251799813685249", scale, rlang::current_env()),
               class = "pairwave_error_patterns")
  expect_error(as_sum(1.5, scale, rlang::current_env()), class = "pairwave_error_total")
  expect_snapshot(error = TRUE, refuse_small_unit(scale, 10, rlang::current_env()))
  expect_no_error(refuse_small_unit(list(items = 1:30, score = "mean", min_items = 25), 10, NULL))
})

test_that("several connections add up", {
  skip_second_time()
  skip_if_not_installed("RSQLite")
  waves <- engine_waves(4, 400)
  whole <- moments_case(4, 2, waves)
  cons <- lapply(shard_waves(waves), function(part) {
    con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()),
                                      .local_envir = parent.frame(2))
    engine_tables(con, part)
    con
  })
  names(cons) <- paste0("c", 1:4)
  parts <- engine_cohort(cons, whole$folder, names(waves),
                         source = list(connections = names(cons), moments = 2))
  expect_false("sums_withheld" %in% paired_change(parts)$reason)
  expect_identical(as.data.frame(paired_change(parts)), as.data.frame(paired_change(whole$cohort)))
  expect_identical(wave_means(parts), wave_means(whole$cohort))
})

test_that("a server and shards of one sum alike, and shards send sums", {
  ports <- postgresql()$ports
  waves <- lapply(c(pre = 1, post = 500, late = 900), function(from) {
    g <- seq(from, from + 1999)
    new_frame(list(code = g, sex = g %% 2 + 1, year = g %% 4 + 1, q1 = g %% 4 + 1,
                   q2 = g %/% 3 %% 4 + 1, q3 = g %/% 7 %% 4 + 1, q4 = g %% 3 + 1, sent = g))
  })
  parts <- engine_parts()
  parts$demographics <- list(list(column = "sex"))
  read <- function(con, source) {
    tables <- lapply(stats::setNames(nm = names(waves)), function(wave) list(table = wave))
    read_cohort(do.call(study, c(list(waves = tables, sources = list(db = source)), parts)),
                connections = list(db = con))
  }
  whole <- postgresql_connection("whole")
  typed_tables(whole, waves)
  served <- read(whole, list(moments = 10))
  # A score is made once and not wherever a sum names it, which the server would compile for
  # half a minute.
  named <- function(lines) sum(lengths(regmatches(lines, gregexpr("q1", lines, fixed = TRUE))))
  for (statement in engine_sql(served, "paired_change")$statement) {
    plan <- DBI::dbGetQuery(whole, paste("EXPLAIN (VERBOSE, COSTS OFF)", statement))[[1]]
    expect_lt(named(plan), 4 * named(statement))
  }
  change <- paired_change(served)
  sqlite <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  engine_tables(sqlite, waves)
  expect_identical(as.data.frame(change),
                   as.data.frame(paired_change(read(sqlite, list(moments = 10)))))
  for (i in 0:3) {
    con <- postgresql_connection(paste0("shard", i))
    typed_tables(con, lapply(waves, function(wave) {
      part <- frame_rows(wave, which(wave$code %% 4 == i))
      part$shard <- rep(i, nrow(part))
      part
    }))
    DBI::dbGetQuery(con, "ANALYZE")
  }
  foreign_tables(whole, waves, ports)
  sharded <- read(whole, list(moments = 10, shard = "shard"))
  expect_identical(as.data.frame(paired_change(sharded)), as.data.frame(change))
  for (statement in engine_sql(sharded, "paired_change")$statement) {
    plan <- DBI::dbGetQuery(whole, paste("EXPLAIN (VERBOSE, COSTS OFF)", statement))[[1]]
    scans <- grepl("Foreign Scan", plan, fixed = TRUE)
    expect_true(sum(scans) >= 4)
    expect_identical(sum(grepl("Relations: Aggregate on", plan, fixed = TRUE)), sum(scans))
  }
})

test_that("the statement is plain SQL for every dialect", {
  for (dialect in c("postgresql", "sqlserver")) {
    plan <- small_moments_plan(dialect)
    scale <- list(name = "s", items = c("q1", "q2"), reverse = "q2", range = c(1, 4),
                  score = "mean", min_items = 1)
    expect_snapshot(cat(gsub(" FROM ", "\n  FROM ", moments_statement(
      plan, scale, list(moments_set(c("pre", "post"), "pairs"))
    ))))
  }
})
