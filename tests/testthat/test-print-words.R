# The codes that the sources assign: names and values of texts in estimate-,
# publish- and result- files.
source_texts <- function(rooms = c("estimate", "publish", "result")) {
  found <- character()
  walk <- function(x) {
    if (is.character(x)) found <<- c(found, x)
    if (is.call(x) || is.pairlist(x)) for (part in as.list(x)) {
      if (!missing(part)) walk(part)
    }
  }
  pattern <- paste0("^(", paste(rooms, collapse = "|"), ")-.*[.]R$")
  for (file in list.files(file.path(source_root(), "R"), pattern, full.names = TRUE)) {
    for (one in as.list(parse(file, keep.source = FALSE))) walk(one)
  }
  unique(found)
}

test_that("a template is filled from the row's columns, and absent numbers leave it out", {
  words <- list(
    method = c(a = "by {about:quoted}", b = "over {setting:contrast}", c = "plain"),
    number = c(a = "n = {detail}", c = "F({df1}, {df2:1}) = {detail:2}"),
    interval = c(t = "", i = "{setting:,} draws"), weighted = "weighted; ",
    weighted_by = "weighted by {about}; ", left_out = "left out: ", reason = c(few = "fewer than {smallest}")
  )
  frame <- data.frame(
    method = c("a", "b", "b", "c", "c", NA), interval = c(NA, "t", "i", NA, "t", "i"),
    weighted = c(FALSE, TRUE, TRUE, FALSE, FALSE, FALSE),
    reason = c(NA, "few", "few", NA, NA, NA), in_summary = c(NA, FALSE, TRUE, NA, NA, NA),
    about = c("{x}", NA, "w", NA, NA, NA), setting = c(NA, 1, 2000, NA, NA, NA), detail = c(8, NA, NA, 1.005, NA, NA),
    df1 = 2, df2 = 3.14
  )
  expect_identical(rule_text(frame, words), c(
    "by \"{x}\", n = 8", "weighted; over 1 contrast", "weighted by w; over 2000 contrasts, 2,000 draws",
    "plain, F(2, 3.1) = 1.01", "plain", NA
  ))
  expect_identical(note_text(frame, words), c(
    NA, "left out: fewer than 5", "fewer than 5", NA, NA, NA
  ))
})

test_that("rule and note stand before the codes, made anew from them", {
  frame <- data.frame(n = 1L, method = "paired_t", interval = NA, reason = "no_pair",
                      note = "old", rule = "older", status = "shown")
  said <- with_words(structure(frame, disclosure = "kept"))
  expect_named(said, c("n", "rule", "note", "method", "interval", "reason", "status"))
  expect_identical(c(said$rule, said$note), c("t test on complete pairs", "no complete pair"))
  expect_identical(attr(said, "disclosure"), "kept")
  expect_identical(with_words(frame["n"]), frame["n"])
})

# What codes are pasted from: method and zeros, a test and what it is of, and the
# reason of an alpha.
pasted_codes <- c(
  outer(c("exact_", "normal_", "walsh_"),
        c("pratt", "wilcoxon"), paste0),
  outer(c("least_n_", "least_change_"), c("two_sided", "one_sided"), paste0),
  paste0("no_alpha_", c("nobody", "few", "one_item", "constant_sum")),
  outer(c("likelihood", "likelihood_em"), "_small", paste0),
  outer(c("non_inferiority", "equivalence"), c("_likelihood", "_jackknife", "_t"), paste0),
  outer(c("share_of_all", "share_of_asked", "share_of_disclosed"), c("", "_several"), paste0),
  paste0(c("shortest", "first"), "_quote"),
  "weights_firth", "weights_ml", "population_multinomial", "population_fisher"
)

test_that("all words are of codes that the sources give", {
  skip_second_time()
  known <- c(source_texts(), pasted_codes)
  for (kind in c("method", "interval", "reason", "caution")) {
    expect_identical(setdiff(names(words_en[[kind]]), known), character(), label = kind)
    expect_identical(anyDuplicated(names(words_en[[kind]])), 0L)
  }
  expect_identical(setdiff(names(words_en$number), names(words_en$method)), character())
})

test_that("no estimate- or publish- file words a rule or a note", {
  skip_second_time()
  said <- unlist(words_en[c("method", "reason", "interval", "caution")], use.names = FALSE)
  said <- said[grepl(" ", said) & !grepl("{", said, fixed = TRUE)]
  worded <- intersect(source_texts(c("estimate", "publish")), said)
  expect_identical(worded, character())
})

test_that("every code of a result has words", {
  skip_second_time()
  cohort <- read_cohort(system.file("extdata", "demo", "study.yml", package = "pairwave"))
  every <- list(
    paired_change(cohort), paired_change(cohort, by = "sex"),
    paired_change(cohort, weights = attrition(cohort)), item_change(cohort),
    item_frequencies(cohort), persistence(cohort), wave_means(cohort), scale_reliability(cohort),
    attrition(cohort), attrition(cohort, compare = "linkage"),
    plan_sample(paired_change(cohort), n = 20), demographics(cohort),
    demographics(cohort, by = "sex", denominator = "disclosed"), participation(cohort)
  )
  for (result in every) {
    known <- !is.na(result[["estimate"]] %||% result[["power"]])
    expect_false(anyNA(result$rule[known]), label = class(result)[1])
    expect_identical(is.na(result$method), is.na(result$rule))
    expect_true(all(result[["interval"]] %in% c(names(words_en$interval), NA)))
    expect_true(all(result$reason %in% c(names(words_en$reason), NA)))
    if ("reason" %in% names(result)) {
      silent <- is.na(result$reason) & is.na(result[["caution"]] %||% NA)
      expect_identical(silent, is.na(result$note))
      expect_true(all(result[["caution"]] %in% c(names(words_en$caution), NA)))
    }
  }
})

# Calls that look into a text, with a sentence of a result somewhere in what they
# look into; `rule` of check_cohort() is a code and of other files.
sentence_readers <- function(x) {
  readers <- c("grepl", "grep", "sub", "gsub", "regmatches", "startsWith", "endsWith",
               "==", "!=", "%in%", "match", "identical", "switch")
  if (!is.call(x)) return(character())
  inside <- unlist(lapply(as.list(x)[-1], function(part) {
    if (!missing(part)) sentence_readers(part)
  }))
  column <- function(part) {
    is.call(part) && (
      (identical(part[[1]], as.name("$")) && !identical(part[[2]], as.name("check_rules")) &&
         as.character(part[[3]]) %in% c("rule", "note", "item_label")) ||
        any(vapply(as.list(part)[-1], function(one) !missing(one) && column(one), NA))
    )
  }
  read <- is.name(x[[1]]) && as.character(x[[1]]) %in% readers &&
    any(vapply(as.list(x)[-1], function(one) !missing(one) && column(one), NA))
  c(inside, if (read) paste(deparse(x), collapse = " "))
}

test_that("no code reads a sentence to learn a fact", {
  skip_second_time()
  expect_length(sentence_readers(quote(f(grepl("^weighted", x$rule[i])))), 1)
  expect_length(sentence_readers(quote(if (x$method == "given") x$rule)), 0)
  files <- list.files(file.path(source_root(), "R"), full.names = TRUE)
  files <- files[!grepl("^(check|face)-|^publish-findings", basename(files))]
  found <- unlist(lapply(files, function(file) {
    lapply(as.list(parse(file, keep.source = FALSE)), function(one) {
      made <- if (is.call(one) && length(one) == 3) one[[3]] else one
      body <- if (is.call(made) && identical(made[[1]], as.name("function"))) made[[3]] else made
      sentence_readers(body)
    })
  }))
  expect_identical(as.character(found), character())
})

test_that("a variable's note says why values are not shown, and in what it differs", {
  book <- data.frame(
    name = c("a", "b", "c", "d"), reason = c(NA, "free_text", NA, "identifying"),
    differs = c(NA, NA, "labels missing", "type"), compared_with = c(NA, NA, "pre", "post")
  )
  said <- with_words(book)
  expect_named(said, c("name", "note", "reason", "differs", "compared_with"))
  expect_identical(said$note, c(
    NA, "free text: values not shown",
    "labels differ from pre; missing codes differ from pre",
    "identifies people: values not shown; type differs from post"
  ))
  expect_identical(with_words(said), said)
  expect_identical(nrow(with_words(book[0, ])), 0L)
})
