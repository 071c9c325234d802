test_that("the clean cohort gives no finding", {
  expect_identical(findings_after()$rule, character())
  expect_identical(findings_after(previous = identity)$rule, character())
})

# Each defect by the rule that must find it; others may follow from it.
lines_of <- function(file, change) {
  function(dir) {
    path <- file.path(dir, file)
    writeLines(change(readLines(path)), path)
  }
}
labelled <- function(wave, column, labels, label = NULL) {
  function(cohort) {
    x <- cohort$surveys[[wave]][[column]]
    cohort$surveys[[wave]][[column]] <- new_labelled_column(
      bare_values(x), label = label, labels = labels
    )
    cohort
  }
}
# A study with coded material, whose framework has the code "a".
coded_in <- function(file, ...) {
  function(files) {
    files$study$codes <- list(said = list(file = file, ...))
    if (file == "codes.csv") files$study$codes$said$unit <- "id"
    files$study$framework <- list(file = "frame.csv", path = "code")
    files
  }
}
code_lines <- function(...) {
  function(dir) {
    people <- clean_files()$waves$pre$code[seq_along(c(...))]
    writeLines(c("id,coder,code", paste(people, c(...), sep = ",")), file.path(dir, "codes.csv"))
    writeLines(c("code", "a"), file.path(dir, "frame.csv"))
  }
}
# A project of one text, and the transcript as it is now.
write_talk <- function(dir, file, coded, now = coded) {
  text <- c(talk = coded)
  codings <- data.frame(source = 1, code = 1, user = 1, start = 0, end = 1, name = substr(coded, 1, 1))
  write_zip(file.path(dir, file), c(
    list(project.qde = project_xml(text, "a", "Ann", codings)),
    stats::setNames(as.list(text), paste0("sources/", test_guid("source", 1), ".txt"))
  ))
  writeBin(charToRaw(now), file.path(dir, "talk.txt"))
  writeLines(c("code", "a"), file.path(dir, "frame.csv"))
}

on_files <- list(
  list("column_lost", function(f) { f$waves$post$g4 <- NULL; f }),
  list("column_lost", function(f) { names(f$waves$pre)[1] <- "Code"; f }),
  list("column_lost", function(f) { f$waves <- lapply(f$waves, function(w) w[names(w) != "year"]); f }),
  list("column_lost", function(f) { f$came$w2 <- NULL; f }),
  list("wave_empty", function(f) { f$waves$six_month <- f$waves$six_month[0, ]; f }),
  list("row_ragged", identity, lines_of("post.csv", function(x) { x[9] <- paste0(x[9], ",7"); x })),
  list("column_twice", identity, lines_of("post.csv", function(x) { x[1] <- sub("b4", "b3", x[1]); x })),
  list("not_numeric", put("post", "g3", 4, "agree")),
  list("out_of_range", put("post", "g3", 4:5, 9)),
  list("out_of_range", put("pre", "b2", 2, -99)),
  list("between_codes", put("post", "g3", 4, 2.5)),
  list("total_row", put("post", "code", 55, "Mean:")),
  list("linked_share", function(f) {
    f$study$checks <- NULL
    f$study$id$max_edits <- 0
    f$waves$post$code <- sprintf("zz%05d", 1:55)
    f
  }),
  list("item_empty", put("post", "g3", 1:55, NA)),
  list("item_constant", put("post", "g3", 1:55, 2)),
  list("item_missing", put("pre", "g3", 1:20, NA)),
  list("item_against", function(f) { f$waves$post$g5 <- 5 - f$waves$post$g5; f }),
  list("same_answer", function(f) { f$waves$pre[7, paste0("g", 1:10)] <- 3; f }),
  list("not_scored", function(f) { f$waves$pre[7, paste0("g", 1:6)] <- NA; f }),
  list("record_twice", function(f) {
    items <- c(paste0("g", 1:10), paste0("b", 1:4))
    f$waves$pre[9, items] <- f$waves$pre[8, items]
    f
  }),
  list("code_twice", function(f) { f$waves$post$code[3] <- f$waves$post$code[5]; f }),
  list("no_code", put("post", "code", 3, NA)),
  list("no_id", function(f) {
    f$study[c("id", "attendance", "checks")] <- NULL
    f
  }),
  list("near_link", function(f) { f$waves$pre$code[5] <- sub(".$", "9", f$waves$pre$code[5]); f }),
  list("linked_share", function(f) { f$waves$post$code <- paste0("zzz", 1:55); f }),
  list("new_later", function(f) { f$waves$six_month$code <- paste0("zzz", 11:55); f }),
  list("many_worse", function(f) { f$study$checks$max_worse <- 0.05; f }),
  list("few_records", function(f) { f$waves$six_month <- f$waves$six_month[1:12, ]; f }),
  list("wave_twice", function(f) { f$waves$six_month <- f$waves$post; f }),
  list("waves_out_of_order", function(f) { f$waves[c("pre", "post")] <- f$waves[c("post", "pre")]; f }),
  list("dates_out_of_order", put("post", "done", 6, "2019-09-01")),
  list("attendance_twice", function(f) { f$came <- f$came[c(1:60, 4), ]; f }),
  list("code_unknown", coded_in("codes.csv"), code_lines("Ann,a", "Ann,a", "Ann,b")),
  list("coder_alone", coded_in("codes.csv"), code_lines("Ann,a", "Ben,a")),
  list("participant_unlinked", coded_in("codes.csv"),
       function(dir) { code_lines("Ann,a")(dir); writeLines(c("id,coder,code", "zzz9,Ann,a"), file.path(dir, "codes.csv")) }),
  list("transcript_changed", coded_in("talk.qdpx", transcripts = c(talk = "talk.txt")),
       function(dir) write_talk(dir, "talk.qdpx", "I agree.", "I agreed.")),
  list("material_broken", coded_in("talk.qdpx"), function(dir) {
    write_talk(dir, "talk.qdpx", "I agree.")
    writeLines("no archive", file.path(dir, "talk.qdpx"))
  }),
  list("material_broken", coded_in("codes.csv"), function(dir) {
    code_lines("Ann,a")(dir)
    unlink(file.path(dir, "frame.csv"))
    writeLines("nothing", file.path(dir, "frame.csv"))
  }),
  list("quote_not_approved", function(f) {
    f <- coded_in("talk.qdpx")(f)
    f$study$quotes <- list(decisions = "decided.csv")
    f
  }, function(dir) {
    write_talk(dir, "talk.qdpx", "I agree.")
    writeLines(c("hash,decision,shown", "0,yes,I disagree."), file.path(dir, "decided.csv"))
  }),
  list("attendance_unknown", function(f) { f$came$code <- paste0("zzz", 1:60); f }),
  list("answers_disagree", function(f) {
    f$study$id$confirm <- NULL
    f$waves$post$sex[11] <- 3 - f$waves$post$sex[11]
    f
  }),
  list("small_cells", function(f) { f$waves <- lapply(f$waves, function(w) { w$year[w$code == w$code[10]] <- 6; w }); f })
)
on_cohorts <- list(
  list("labels_differ", list(labelled("pre", "g1", c(No = 1, Yes = 4)), labelled("post", "g1", c(No = 4, Yes = 1)))),
  list("missing_differs", list(function(cohort) {
    attr(cohort$surveys$post$g1, "na_values") <- 1
    cohort
  })),
  list("answers_differ", list(function(cohort) {
    attr(cohort$surveys$post, "survey")$odd_labels <- "g1"
    cohort
  })),
  list("against_words", list(labelled("pre", "b1", c("Strongly agree" = 1, Agree = 2, Disagree = 4, "Strongly disagree" = 5)))),
  list("wording_differs", list(labelled("pre", "g1", NULL, "How sure?"), labelled("post", "g1", NULL, "How glad?"))),
  list("reworded", list(function(cohort) {
    cohort$study$scales$confidence$wording <- paste("I can do thing", 1:10)
    for (i in 1:10) {
      asked <- if (i == 3) "I like thing 3" else paste0(i, ". I can do thing ", i)
      cohort <- labelled("pre", paste0("g", i), NULL, asked)(cohort)
    }
    cohort
  })),
  list("not_labelled", list(labelled("pre", "sex", c(Female = 1)))),
  list("text_damaged", list(labelled("pre", "g1", NULL, "Caf\u00c3\u00a9")))
)
on_years <- list(
  list("scale_changed", function(f) { f$study$scales$belonging <- NULL; f }),
  list("scale_changed", function(f) { f$study$scales$belonging$reverse <- "b2"; f }),
  list("scale_changed", function(f) { f$study$scales$confidence$min_items <- 10; f }),
  list("scale_changed", function(f) { f$study$scales$confidence$better <- "lower"; f }),
  list("fewer_records", function(f) { f$waves$post <- f$waves$post[1:50, ]; f })
)

test_that("each seeded defect is found by its name", {
  skip_second_time()
  seeded <- character()
  for (defect in on_files) {
    found <- findings_after(defect[[2]], if (length(defect) > 2) defect[[3]])
    expect_true(defect[[1]] %in% found$rule,
                info = paste(defect[[1]], "not in", paste(found$rule, collapse = " ")))
    seeded <- c(seeded, defect[[1]])
  }
  clean <- suppressWarnings(read_cohort(write_study_files(clean_files(), withr::local_tempdir())))
  for (defect in on_cohorts) {
    spoilt <- Reduce(function(cohort, change) change(cohort), defect[[2]], clean)
    expect_true(defect[[1]] %in% check_cohort(spoilt)$rule, info = defect[[1]])
    seeded <- c(seeded, defect[[1]])
  }
  for (defect in on_years) {
    found <- findings_after(defect[[2]], previous = identity)
    expect_true(defect[[1]] %in% found$rule, info = defect[[1]])
    seeded <- c(seeded, defect[[1]])
  }
  for (code in list(c(No = 4, Yes = 1), c(No = 1, Maybe = 2, Yes = 4))) {
    then <- labelled("pre", "sex", c(No = 1, Yes = 4))(clean)
    now <- labelled("pre", "sex", code)(clean)
    found <- check_cohort(now, previous = then)$rule
    rule <- if (length(code) == 2) "labels_changed" else "codes_changed"
    expect_true(rule %in% found, info = rule)
    seeded <- c(seeded, rule)
  }
  dir <- withr::local_tempdir()
  path <- system.file("extdata", "demo", "pre.sav", package = "pairwave")
  bytes <- readBin(path, "raw", file.size(path))
  writeBin(utils::head(bytes, -600), file.path(dir, "pre.sav"))
  short <- check_cohort(study(waves = c(pre = "pre.sav"), id = "code", dir = dir))
  expect_identical(short$rule, "file_short")
  seeded <- c(seeded, "file_short")
  within <- function(files) {
    files$study$id[c("elements", "admissible")] <- list(c(1, 1, 2, 1), list(`3` = "10:97"))
    put("pre", "code", 1, "ab99c")(files)
  }
  expect_true("code_inadmissible" %in% findings_after(within)$rule)
  seeded <- c(seeded, "code_inadmissible")
  streamed <- read_cohort(study(waves = c(pre = "pre.sav"), dir = dirname(path)), rows = "stream")
  expect_true("not_checked" %in% check_cohort(streamed)$rule)
  seeded <- c(seeded, "not_checked")
  expect_gte(length(seeded), 30)
  # No rule is without a defect that it finds.
  expect_identical(setdiff(check_rules$rule, seeded), character())
})

test_that("no answer of a respondent is in a finding", {
  found <- findings_after(put("post", "g3", 4, "a private remark"))
  expect_false(any(grepl("private remark", unlist(found))))
  found <- findings_after(put("post", "code", 3:4, "SECRET1"))
  expect_false(any(grepl("SECRET1", unlist(found), ignore.case = TRUE)))
})
