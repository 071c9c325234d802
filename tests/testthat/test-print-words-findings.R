# A finding of a rule with every number and name that one can have.
fact <- function(rule, count = 3, kind = NA, of = 20, about = "items", setting = 60) {
  finding(rule, "post", "g1", count, kind = kind, of = of, about = about, setting = setting,
          range = c(1, 4))
}

kinds_of <- function(rule) names(findings_en[[rule]]$kinds) %||% NA

# The arguments of all calls of `heads` in the check- files.
calls_in_checks <- function(heads) {
  found <- list()
  walk <- function(x) {
    if (is.call(x) && is.name(x[[1]]) && as.character(x[[1]]) %in% heads) {
      found <<- c(found, list(as.list(x)[-1]))
    }
    if (is.call(x) || is.pairlist(x)) for (part in as.list(x)) if (!missing(part)) walk(part)
  }
  for (file in list.files(file.path(source_root(), "R"), "^check-.*[.]R$", full.names = TRUE)) {
    for (one in as.list(parse(file, keep.source = FALSE))) walk(one)
  }
  found
}

test_that("every rule has words for each of its kinds, and every number its place", {
  expect_setequal(names(findings_en), check_rules$rule)
  for (rule in check_rules$rule) for (kind in kinds_of(rule)) for (count in c(1, 3)) {
    said <- with_words(fact(rule, count, kind))
    for (text in c(said$message, said$remedy)) {
      expect_true(nzchar(text), info = rule)
      expect_no_match(text, "[{}]|\\bNA\\b", perl = TRUE)
    }
  }
})

test_that("findings come as codes and numbers, and of the kinds that have words", {
  calls <- calls_in_checks(c("finding", "add", "note", "lost"))
  expect_gt(length(calls), 35)
  texts <- unlist(lapply(calls, Filter, f = is.character))
  expect_identical(unname(grep(" ", texts, value = TRUE)), character())
  # Nor does a sentence stand in a call within theirs.
  words <- c("said_of", "paste", "paste0", "sprintf")
  inner <- unlist(lapply(calls, function(arguments) lapply(arguments, all.names)))
  expect_identical(intersect(inner, words), character())
  kinds <- c(setdiff(unlist(lapply(check_rules$rule, kinds_of)), NA), names(own_rule_en$kinds))
  given <- unlist(lapply(calls, function(arguments) {
    one <- arguments[["kind"]]
    if (is.call(one)) Filter(is.character, as.list(one)) else if (is.character(one)) one
  }))
  expect_true(all(given %in% kinds))
  expect_setequal(c(given, "in_wave", "in_all_waves", "in_list", "framework", "item", broken_kinds,
                    condition_kinds), kinds)
})

test_that("one and many have their words, by the number that counts", {
  say <- function(...) with_words(fact(...))$message
  expect_identical(say("no_code", 1), "1 record has no code")
  expect_identical(say("no_code", 2), "2 records have no code")
  expect_identical(say("linked_share", 1, "asked", of = 1),
                   "0 of 1 record is linked; the study asks for 60%")
  expect_identical(say("linked_share", 1, "usual", of = 2, setting = 5),
                   "1 of 2 records are linked; it should be 5% or more")
  expect_identical(say("wave_empty", 0, "no_rows"), "the export has no rows")
})

test_that("a remedy names what may be meant where that is known", {
  near <- function(about) with_words(fact("column_lost", 1, "in_wave", about = about))$remedy
  expect_identical(near("g2"), "see whether g2 is meant")
  expect_identical(near(NA), findings_en$column_lost$remedy_else)
})

test_that("parts of a scale are told by their names", {
  changed <- fact("scale_changed", 1, "other", about = join_codes(c("items", "min_items")))
  expect_identical(
    with_words(changed)$message,
    "not as in the previous cohort: its items, how many items must be answered"
  )
  expect_identical(split_codes(join_codes(character())), character())
})

test_that("what has no count is worded as its rule", {
  for (rule in check_rules$rule) for (kind in kinds_of(rule)) {
    found <- fact(rule, NA, kind, of = NA, setting = NA)
    expect_identical(with_words(found)$message, rule_words(rule))
  }
  expect_no_match(rule_words("answers_differ"), "`", fixed = TRUE)
})

test_that("message and remedy stand before the facts, made anew from them", {
  frame <- with_words(fact("no_code"))
  expect_named(frame, c("rule", "severity", "wave", "variable", "count", "message", "remedy",
                        "kind", "of", "about", "setting", "low", "high"))
  frame$count <- 1L
  expect_identical(with_words(frame)$message, "1 record has no code")
  expect_named(with_words(no_findings()), names(frame))
})
