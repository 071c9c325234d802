skip_second_time()

gallery <- names(gallery_edits)


# The n, means and change of the first contrast of a scale.
change_of <- function(cohort, scale = 1) {
  found <- paired_change(cohort)
  found <- found[found$scale == names(cohort$study$scales)[scale] & found$contrast == found$contrast[1], ]
  value <- function(statistic) found$estimate[found$statistic == statistic]
  c(n = value("n"), before = value("mean_before"), after = value("mean_after"), change = value("change"))
}

expect_pairs <- function(cohort, pairs, scale = 1, score = identity) {
  expect_equal(unname(change_of(cohort, scale)), c(
    nrow(pairs), mean(score(pairs$one)), mean(score(pairs$two)), mean(score(pairs$two) - score(pairs$one))
  ))
}

as_points <- function(data, words, low = 1) {
  as.data.frame(lapply(data, function(x) match(x, words) - 1 + low))
}

test_that("each study takes three edits of its draft at most, and fifteen lines", {
  expect_true(all(lengths(gallery_edits) <= 3))
  expect_setequal(gallery, setdiff(list.files(system.file("extdata", "gallery", package = "pairwave")), "README.md"))
  for (study in gallery) {
    path <- gallery_study(study)
    lines <- readLines(path, encoding = "UTF-8")
    expect_lte(sum(!grepl("^ *(#|$)", lines)), 15, label = study)
    expect_s3_class(read_study(path), "pairwave_study")
  }
})

test_that("Microsoft Forms: numbers out of texts, two constructs, a slip in a code, ages in bands", {
  dir <- gallery_folder("forms")
  cohort <- read_cohort(gallery_study("forms", dir))
  raw <- lapply(c("start", "end"), gallery_raw, dir = dir)
  points <- lapply(raw, function(x) as.data.frame(lapply(x[7:15], function(y) as.numeric(substr(y, 1, 1)))))
  belonging <- lapply(points, function(x) cbind(x[1:4], 6 - x[[5]]))
  expect_pairs(cohort, gallery_pairs(raw[[1]]$v6, belonging[[1]], raw[[2]]$v6, belonging[[2]]))
  worry <- lapply(points, `[`, 6:9)
  expect_pairs(cohort, gallery_pairs(raw[[1]]$v6, worry[[1]], raw[[2]]$v6, worry[[2]]), scale = 2)
  expect_identical(cohort$study$scales$scale_2$better, "lower")
  # Table 2: everyone once, from the first form that a person sent.
  everyone <- rbind(raw[[1]][c("v6", "v16", "v17")], raw[[2]][c("v6", "v16", "v17")])
  everyone <- everyone[!duplicated(everyone$v6), ]
  table <- demographics(cohort)
  count <- function(variable, level) table$n[table$variable == variable & table$level %in% level]
  expect_equal(count("what_is_your_gender", "Woman"), sum(everyone$v17 == "Woman"))
  starts <- cohort$study$demographics[[1]]$bands
  expect_identical(table$n[table$variable == "how_old_are_you"],
                   tabulate(findInterval(as.numeric(everyone$v16), starts) + 1L, length(starts) + 1L))
  # Two codes end in a letter too wrong: on the list, and linked by nobody.
  expect_identical(nrow(cohort$links), 2L)
  expect_false(any(cohort$links$linked))
  expect_identical(vapply(cohort$study$waves, `[[`, "", "label"), c(start = "Start", end = "End"))
})

test_that("Microsoft Forms's own workbooks give the same draft, by the same two edits", {
  skip_if_not_installed("readxl")
  from <- gallery_folder("forms")
  dir <- withr::local_tempdir()
  stamp <- function(x) as.POSIXct(x, tz = "UTC", format = "%m/%d/%Y %H:%M:%S")
  for (file in list.files(from, full.names = TRUE)) {
    as_workbook(file, file.path(dir, sub("csv$", "xlsx", basename(file))), list(`Start time` = stamp, `Completion time` = stamp))
  }
  books <- gallery_study("forms", dir)
  texts <- gallery_study("forms", from)
  expect_identical(gsub(".xlsx", ".csv", readLines(books), fixed = TRUE), readLines(texts))
  expect_identical(change_of(read_cohort(books)), change_of(read_cohort(texts)))
})

test_that("Google Forms in three waves: words of degree, yes and no, a rating, satisfaction", {
  dir <- gallery_folder("google")
  cohort <- read_cohort(gallery_study("google", dir))
  expect_named(cohort$surveys, c("before", "after", "six_months"))
  raw <- lapply(c("before", "after"), gallery_raw, dir = dir)
  sure <- c("Not confident at all", "Not very confident", "Fairly confident", "Very confident", "Completely confident")
  of <- function(columns, words, low) lapply(raw, function(x) as_points(x[columns], words, low))
  code <- lapply(raw, `[[`, "v2")
  check <- function(points, scale) {
    expect_pairs(cohort, gallery_pairs(code[[1]], points[[1]], code[[2]], points[[2]]), scale)
  }
  check(of(3:7, sure, 1), 1)
  check(of(8:10, c("No", "Yes"), 0), 2)
  check(lapply(raw, function(x) data.frame(as.numeric(x$v11))), 3)
  useful <- item_frequencies(cohort, scales = character())
  useful <- useful[useful$who == "wave" & useful$wave == "after" & useful$statistic == "count", ]
  words <- c("Not useful", "A little useful", "Useful", "Very useful")
  expect_identical(useful$level_label, words)
  expect_equal(useful$estimate, as.vector(table(factor(raw[[2]]$v13, words))))
  table <- demographics(cohort)
  first <- do.call(rbind, lapply(c("before", "after", "six_months"), function(name) gallery_raw(dir, name)[c("v2", "v12")]))
  first <- first[!duplicated(first$v2), ]
  expect_identical(table$n[table$level == "Yes"], sum(first$v12 == "Yes"))
})

test_that("SPSS with other names in the second wave, another id and an answer beyond the scale", {
  skip_if_not_installed("haven")
  dir <- gallery_folder("slips")
  cohort <- read_cohort(gallery_study("slips", dir))
  raw <- lapply(c("survey_t1.sav", "survey_t2.sav"), function(name) {
    as.data.frame(lapply(haven::read_sav(file.path(dir, name)), as.numeric))
  })
  expect_identical(sum(raw[[2]] == 55, na.rm = TRUE), 1L)
  items <- lapply(raw, function(x) {
    x <- x[2:8]
    x[x == 55] <- NA
    x[[5]] <- 6 - x[[5]]
    x
  })
  expect_pairs(cohort, gallery_pairs(raw[[1]][[1]], items[[1]], raw[[2]][[1]], items[[2]]))
  people <- rbind(stats::setNames(raw[[1]][c(1, 9)], c("id", "sex")), stats::setNames(raw[[2]][c(1, 9)], c("id", "sex")))
  people <- people[!duplicated(people$id), ]
  expect_identical(demographics(cohort)$n[1:2], tabulate(people$sex, 2))
})

test_that("German texts with numbers behind them, and a code in three columns", {
  dir <- gallery_folder("german")
  cohort <- read_cohort(gallery_study("german", dir))
  expect_identical(cohort$study$id$column, c("C1", "C2", "C3"))
  raw <- lapply(c("vorher", "nachher"), gallery_raw, dir = dir, sep = ";")
  points <- lapply(raw, function(x) as.data.frame(lapply(x[8:12], function(y) as.numeric(sub(".*- ", "", y)))))
  code <- lapply(raw, function(x) paste(x$v5, x$v6, x$v7))
  expect_pairs(cohort, gallery_pairs(code[[1]], points[[1]], code[[2]], points[[2]]))
})

test_that("numbers typed as codes", {
  dir <- gallery_folder("paper-codes")
  cohort <- read_cohort(gallery_study("paper-codes", dir))
  raw <- lapply(c("before", "after"), gallery_raw, dir = dir, sep = ";")
  points <- lapply(raw, function(x) as.data.frame(lapply(x[6:10], as.numeric)))
  expect_pairs(cohort, gallery_pairs(as.numeric(raw[[1]]$v5), points[[1]], as.numeric(raw[[2]]$v5), points[[2]]))
  expect_identical(cohort$study$demographics[[1]]$column, "Q3")
})

test_that("previews, unfinished records, speeders and failed attention are set aside and counted", {
  dir <- gallery_folder("panel")
  cohort <- read_cohort(gallery_study("panel", dir))
  kept <- lapply(c("baseline", "followup"), function(name) {
    x <- gallery_raw(dir, name, heads = 3)
    slow <- cohort$study$exclude[[4]]$below
    x[x$v3 == "0" & x$v6 == "1" & x$v14 == "2" & as.numeric(x$v5) >= slow, ]
  })
  expect_identical(unname(vapply(cohort$surveys, nrow, 0L)), vapply(kept, nrow, 0L))
  points <- lapply(kept, function(x) as.data.frame(lapply(x[10:13], as.numeric)))
  expect_pairs(cohort, gallery_pairs(kept[[1]]$v9, points[[1]], kept[[2]]$v9, points[[2]]))
  expect_identical(count_excluded(cohort)$n, c(2L, 2L, 2L, 3L, 1L, 1L, 1L, 1L))
})

test_that("a scale on which lower is better, in the words of an instrument", {
  dir <- gallery_folder("wellbeing")
  cohort <- read_cohort(gallery_study("wellbeing", dir))
  phq <- c("Not at all", "Several days", "More than half the days", "Nearly every day")
  raw <- lapply(c("pre", "post"), gallery_raw, dir = dir)
  points <- lapply(raw, function(x) as_points(x[3:11], phq, 0))
  pairs <- gallery_pairs(raw[[1]]$v2, points[[1]], raw[[2]]$v2, points[[2]], least = 7)
  expect_pairs(cohort, pairs, score = function(x) 9 * x)
  expect_identical(cohort$study$scales[[1]]$better, "lower")
})

test_that("a clinic with a cut-off and a smallest important difference", {
  skip_if_not_installed("haven")
  dir <- gallery_folder("clinic")
  cohort <- read_cohort(gallery_study("clinic", dir))
  expect_named(cohort$surveys, c("intake", "discharge"))
  raw <- lapply(c("clinic_intake.sav", "clinic_discharge.sav"), function(name) haven::read_sav(file.path(dir, name)))
  points <- lapply(raw, function(x) as.data.frame(lapply(x[2:8], as.numeric)))
  pairs <- gallery_pairs(raw[[1]]$patient_code, points[[1]], raw[[2]]$patient_code, points[[2]], least = 7)
  expect_pairs(cohort, pairs, score = function(x) 7 * x)
  found <- paired_change(cohort)
  count <- function(statistic) found$estimate[found$statistic == statistic]
  change <- round(7 * (pairs$two - pairs$one))
  expect_equal(count("important_gain"), sum(change <= -4))
  expect_equal(count("important_loss"), sum(change >= 4))
})

test_that("two sites and a list of who came", {
  dir <- gallery_folder("two-sites")
  cohort <- read_cohort(gallery_study("two-sites", dir))
  raw <- lapply(c("pre", "post"), gallery_raw, dir = dir)
  points <- lapply(raw, function(x) as.data.frame(lapply(x[3:8], as.numeric)))
  pairs <- gallery_pairs(raw[[1]]$v1, points[[1]], raw[[2]]$v1, points[[2]])
  expect_pairs(cohort, pairs)
  came <- gallery_raw(dir, "attendance")
  expect_identical(sum(cohort$people$attended >= 1, na.rm = TRUE), sum(rowSums(came[2:6] == "1") >= 1))
  site <- raw[[1]]$v2[match(pairs$code, raw[[1]]$v1)]
  by <- paired_change(cohort, by = "site")
  expect_equal(by$estimate[by$group %in% "North" & by$statistic == "n"], sum(site == "North"))
})

test_that("before and now, asked in one form", {
  dir <- gallery_folder("extension")
  cohort <- read_cohort(gallery_study("extension", dir))
  raw <- gallery_raw(dir, "soil")
  then <- as.data.frame(lapply(raw[c(6, 8, 10, 12)], as.numeric))
  now <- as.data.frame(lapply(raw[c(7, 9, 11, 13)], as.numeric))
  expect_pairs(cohort, gallery_pairs(raw$v1, then, raw$v1, now))
})

test_that("one wave of reactions, by nobody's code", {
  dir <- gallery_folder("reaction")
  cohort <- read_cohort(gallery_study("reaction", dir))
  raw <- gallery_raw(dir, "reaction")
  words <- c("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
  found <- item_frequencies(cohort)
  first <- found[found$item == found$item[1], ]
  expect_equal(first$estimate[first$statistic == "count"], as.vector(table(factor(raw$v2, words))))
  expect_equal(first$estimate[first$statistic == "top_two"], sum(raw$v2 %in% words[4:5]))
  ten <- found[is.na(found$scale), ]
  expect_equal(ten$estimate[ten$statistic == "count"], as.vector(table(factor(raw$v5, 1:10))))
  expect_equal(ten$estimate[ten$statistic == "median"], stats::median(as.numeric(raw$v5), na.rm = TRUE))
  roles <- demographics(cohort)
  expect_equal(roles$n[roles$level %in% "Lecturer"], sum(raw$v6 == "Lecturer", na.rm = TRUE))
})

test_that("two waves that nothing links are compared as groups", {
  dir <- gallery_folder("open-workshop")
  cohort <- read_cohort(gallery_study("open-workshop", dir))
  score <- lapply(c("before", "after"), function(name) {
    x <- as.data.frame(lapply(gallery_raw(dir, name)[2:5], as.numeric))
    rowMeans(x, na.rm = TRUE)[rowSums(!is.na(x)) >= 2]
  })
  welch <- stats::t.test(score[[2]], score[[1]])
  found <- unpaired_change(cohort)
  value <- function(statistic) found$estimate[found$statistic == statistic][1]
  expect_equal(value("change"), mean(score[[2]]) - mean(score[[1]]))
  expect_equal(value("t"), unname(welch$statistic))
  expect_equal(value("p"), welch$p.value)
})

test_that("each study goes from its exports to a report", {
  skip_second_time()
  skip_if_not(rmarkdown::pandoc_available())
  few <- if (nzchar(Sys.getenv("PAIRWAVE_GALLERY"))) gallery else few_or_many(character(), c("google", "extension"))
  for (study in gallery) {
    cohort <- read_cohort(gallery_study(study))
    findings <- check_cohort(cohort)
    expect_false(any(findings$severity == "error"), info = paste(study, findings$rule[findings$severity == "error"]))
    # One form asks of two times in its own words, which is no other question.
    expect_false("wording_differs" %in% findings$rule, info = study)
    expect_gt(nrow(item_frequencies(cohort)), 0)
    expect_gt(nrow(demographics(cohort)), 0)
    if (study %in% few) {
      path <- withr::local_tempfile(fileext = ".html")
      suppressMessages(report(cohort, path))
      page <- paste(readLines(path, encoding = "UTF-8", warn = FALSE), collapse = "\n")
      expect_match(page, cohort$study$scales[[1]]$label, fixed = TRUE, info = study)
      if (all(gallery %in% few) && requireNamespace("flextable", quietly = TRUE)) {
        word <- withr::local_tempfile(fileext = ".docx")
        expect_no_warning(suppressMessages(report(cohort, word)))
      }
    }
  }
})
