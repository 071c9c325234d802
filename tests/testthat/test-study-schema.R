base <- c("waves:", "  pre: {file: pre.sav}", "id: {column: code}")

test_that("each broken rule has its own message", {
  broken <- function(...) read_study(write_study(base, ...))
  expect_error(broken("scale: 1"), class = "pairwave_error_study")
  expect_snapshot(error = TRUE, {
    read_study(write_study("id: {column: code}"))
    read_study(write_study("waves:", "id: {column: code}"))
    read_study(write_study("waves: [pre.sav]", "id: {column: code}"))
    read_study(write_study("waves: {pre: {label: Before}}", "id: {column: code}"))
    read_study(write_study("waves: {pre: {fiel: a.sav}}", "id: {column: code}"))
    read_study(write_study("waves: {pre: a.sav}", "id: {column: code}"))
    broken("demografics: []")
    broken("version: 2")
    broken("checks: {min_linked: most}")
    broken("checks: {min_linked: 60}")
    broken("attendance: {file: a.csv, at_least: 99999999999}")
    read_study(write_study("waves: {pre: {file: a.csv}}", "id: {column: a, elements: [1e300]}"))
    broken("demographics: [{column: sex, undisclosed: perhaps}]")
    broken("demographics: {column: sex}")
    broken("demographics: [{column: pre}]")
    broken("scales: {a: {items: [b1, b2], score: avarage}}")
    broken("scales: {a: {items: [b1, b1]}}")
    broken("scales: {a: {items: b9:b1}}")
    broken("scales: {a: {items: [b1, b2], min_items: 3}}")
    broken("scales: {a: {items: [b1, b2], reverse: [b3], range: [1, 5]}}")
    broken("scales: {a: {items: [b1, b2], reverse: [b2]}}")
    broken("scales: {a: {items: [b1, b2], range: [5, 1]}}")
    broken("scales: {a: {items: [b1, b2], instrument: gsee}}")
    broken("scales: {a: {items: [b1, b2], instrument: gse}}")
  })
})

test_that("a wave says how its text file is to be read", {
  wave <- function(...) read_study(write_study("waves:", "  pre:", "    file: a.csv", ...,
                                               "id: {column: code}"))$waves$pre
  read <- wave("    header: [2, 3]", "    skip: {lines: 1, rows: 4}", "    na: [\"\", NA, \"-99\"]",
               "    delim: tab", "    decimal_mark: \",\"")
  expect_identical(read[c("header", "skip", "na", "delim", "decimal_mark")], list(
    header = c(2, 3), skip = c(rows = 4L, lines = 1L), na = c("", "NA", "-99"),
    delim = "\t", decimal_mark = ","
  ))
  expect_identical(wave("    header: none")$header, "none")
  expect_identical(wave("    header: 3")$header, 3)
  expect_identical(wave("    skip: 3")$skip, 3)
  expect_identical(wave("    skip: {lines: 3}")$skip, c(lines = 3L))
  expect_identical(wave("    delim: \";\"")$delim, ";")
  expect_snapshot(error = TRUE, {
    wave("    header: second")
    wave("    header: [3, 2]")
    wave("    header: 0")
    wave("    skip: {line: 2}")
    wave("    skip: some")
    wave("    delim: comma")
    wave("    decimal_mark: \";\"")
  })
})

test_that("a wave's mappings are read, and their mistakes named", {
  study <- read_study(write_study(
    "waves:",
    "  pre:",
    "    file: redcap.csv",
    "    where: {redcap_event_name: baseline_arm_1, redcap_repeat_instance: \"\"}",
    "    rename: {code: Your code}",
    "    choices: {helped: [\"Talks, short\", Groups], single: []}",
    "id: {column: code}",
    "identifying: drop"
  ))
  expect_identical(study$waves$pre$where,
                   list(redcap_event_name = "baseline_arm_1", redcap_repeat_instance = ""))
  expect_identical(study$waves$pre$rename, list(code = "Your code"))
  expect_identical(study$waves$pre$choices,
                   list(helped = c("Talks, short", "Groups"), single = character()))
  expect_identical(study$identifying, "drop")
  wave <- function(...) read_study(write_study("waves:", "  pre:", "    file: a.csv", ...,
                                               "id: {column: code}"))
  expect_snapshot(error = TRUE, {
    wave("    were: {a: b}")
    wave("    where: baseline")
    wave("    where: {}")
    wave("    where: {a: {b: c}}")
    wave("    rename: {code: [a, b]}")
    read_study(write_study(base, "identifying: hide"))
    read_study(write_study(base, "scales: {a: {items: [b1, b2], answer: [No, Yes]}}"))
  })
})

# Every key of the schema, by the way to it.
all_keys <- function(keys, where = NULL) {
  unlist(lapply(names(keys), function(name) {
    here <- paste(c(where, name), collapse = ": ")
    inner <- all_keys(keys[[name]]$keys, here)
    c(stats::setNames(list(keys[[name]]), here), inner)
  }), recursive = FALSE)
}

test_that("every key is of a kind that is read, and its default reads as itself", {
  skip_second_time()
  keys <- c(all_keys(study_keys()), all_keys(instrument_keys(), "instrument"))
  expect_gt(length(keys), 50)
  kinds <- names(as.list(body(read_key)[[2]]))
  for (where in names(keys)) {
    spec <- keys[[where]]
    expect_true(spec$kind %in% kinds, info = where)
    # What is required has no default.
    if (spec$required) expect_null(spec$default, info = where)
    if (length(spec$default) && !spec$kind %in% c("named", "list", "section") && nzchar(spec$default[1])) {
      expect_identical(read_key(spec$default, spec, where), spec$default, info = where)
    }
    if (spec$kind == "choice" && length(spec$default)) expect_true(spec$default %in% spec$choices, info = where)
  }
})

test_that("a value of another kind is an error that says where it stands", {
  skip_second_time()
  keys <- all_keys(study_keys())
  for (where in names(keys)[seq(1, length(keys), few_or_many(5, 1))]) {
    spec <- keys[[where]]
    found <- rlang::catch_cnd(read_key(list(list(1, list(2))), spec, where))
    expect_s3_class(found, "pairwave_error_study")
    expect_match(cli::ansi_strip(conditionMessage(found)), sub(".*: ", "", where), fixed = TRUE, info = where)
  }
})

test_that("keys come in the schema's order, with defaults, whatever the order they are written in", {
  keys <- list(a = key("text"), b = key("flag", default = FALSE), c = key("whole", range = c(1, 9), required = TRUE))
  expect_identical(read_section(list(c = "3", a = "x"), keys, "here"), list(a = "x", b = FALSE, c = 3L))
  expect_identical(read_section(list(b = "yes", c = 2), keys, "here"), list(a = NULL, b = TRUE, c = 2L))
  expect_error(read_section(list(a = "x"), keys, "here"), "must have the key")
  expect_error(read_section(list(a = "x", c = 1, c = 2), keys, "here"), "more than once")
})

test_that("numbers are those of decimal notation, within their bounds", {
  number <- function(x, ...) as_numbers(x, "here", 1, ...)
  expect_identical(vapply(list("1", "-2.5", "+3", ".5", "1e2", "7.", 4L), number, 0), c(1, -2.5, 3, 0.5, 100, 7, 4))
  for (bad in list("0x1F", "1_000", "12:30", "", "Inf", "NaN", "one", "1 2", c(1, 2), NULL, NA, list(1, 2))) {
    expect_error(number(bad), class = "pairwave_error_study")
  }
  for (x in -2:5) {
    fits <- x >= 0 && x <= 3
    if (fits) expect_identical(number(x, c(0, 3)), as.numeric(x)) else
      expect_error(number(x, c(0, 3)), class = "pairwave_error_study")
  }
  expect_error(number(1.5, c(0, 3), whole = TRUE), class = "pairwave_error_study")
  # No number that an integer does not hold.
  expect_error(number("99999999999", whole = TRUE), class = "pairwave_error_study")
  expect_identical(as_rising(c("1", "2.5"), "here"), c(1, 2.5))
  expect_error(as_rising(c(2, 2), "here"), class = "pairwave_error_study")
  expect_identical(as_counts(list(F = "25", M = 0), "here"), c(F = 25, M = 0))
  expect_error(as_counts(list(F = 0, M = 0), "here"), "at least one person")
})

test_that("yes and no are read in any case and any word of YAML", {
  for (word in c("true", "Yes", "ON", TRUE)) expect_true(as_flag(word, "here"))
  for (word in c("false", "No", "off", FALSE)) expect_false(as_flag(word, "here"))
  for (bad in list("y", "1", NA, c("yes", "no"))) {
    expect_error(as_flag(bad, "here"), class = "pairwave_error_study")
  }
})

test_that("a value is described shortly, by what it is", {
  expect_identical(describe_value(NULL), "empty")
  expect_identical(describe_value(list()), "empty")
  expect_identical(describe_value(c("a", "b")), "\"a\", \"b\"")
  expect_identical(describe_value(1:9), "\"1\", \"2\", \"3\", \"4\", ...")
  expect_identical(describe_value(list(a = 1)), "a mapping")
  expect_identical(describe_value(list(list(a = 1))), "a list of entries")
  expect_identical(describe_value(list(a = list(1, 2))), "a mapping")
})

# A study in which the key at the end of a way has this name; each section of the way has
# what it must have.
study_with <- function(way, name) {
  filled <- function(keys, inner) {
    must <- Filter(function(one) one$required && is.null(one$keys), keys)
    given <- lapply(must, function(one) {
      switch(one$kind, choice = one$choices[1], items = "q1", whole = , number = 1, "x")
    })
    c(inner, given[setdiff(names(given), names(inner))])
  }
  build <- function(keys, way) {
    if (!length(way)) return(filled(keys, stats::setNames(list("x"), name)))
    spec <- keys[[way[1]]]
    inner <- build(spec$keys, way[-1])
    inner <- switch(spec$kind, section = inner, named = list(one = inner), list = list(inner))
    filled(keys, stats::setNames(list(inner), way[1]))
  }
  raw <- build(study_keys(), way)
  if (is.null(raw$waves)) raw$waves <- list(pre = list(file = "a.csv"))
  raw
}

# Calls `each` with the way to every section and its keys.
walk_sections <- function(each, keys = study_keys(), way = character()) {
  each(way, keys)
  for (name in names(keys)) {
    if (is.null(keys[[name]]$keys)) next
    walk_sections(each, keys[[name]]$keys, c(way, name))
  }
}

test_that("each key misspelt is one error that says where and names the nearest", {
  skip_second_time()
  walked <- 0
  walk_sections(function(way, keys) {
    for (name in names(keys)) {
      walked <<- walked + 1
      # Every fifth by `make test`.
      if (walked %% few_or_many(5, 1) != 0) next
      # Two letters change places, or one is doubled where there are few.
      n <- nchar(name)
      slip <- if (n > 4) {
        paste0(substr(name, 1, 1), substr(name, 3, 3), substr(name, 2, 2), substr(name, 4, n))
      } else {
        paste0(name, substr(name, n, n))
      }
      if (slip == name) slip <- paste0(name, "e")
      cnd <- rlang::catch_cnd(build_study(study_with(way, slip), "."))
      expect_s3_class(cnd, "pairwave_error_study")
      said <- cli::ansi_strip(conditionMessage(cnd))
      expect_match(said, paste0("key ", slip), fixed = TRUE, info = paste(c(way, name), collapse = ": "))
      expect_match(said, paste0("Did you mean \"", name, "\""), fixed = TRUE,
                   info = paste(c(way, name), collapse = ": "))
      if (length(way)) expect_match(said, way[length(way)], fixed = TRUE)
    }
  })
  expect_identical(walked, length(all_keys(study_keys())) + 0)
})

test_that("each value of a choice misspelt is one error that names the nearest", {
  skip_second_time()
  walk_sections(function(way, keys) {
    for (name in names(keys)[vapply(keys, function(one) one$kind == "choice", NA)]) {
      for (value in Filter(function(value) nchar(value) > 1, keys[[name]]$choices)) {
        slip <- paste0(value, substr(value, nchar(value), nchar(value)))
        cnd <- rlang::catch_cnd(read_key(slip, keys[[name]], c(way, name)))
        expect_s3_class(cnd, "pairwave_error_study")
        said <- cli::ansi_strip(conditionMessage(cnd))
        expect_match(said, paste0(c(way, name), collapse = ": "), fixed = TRUE)
        expect_match(said, paste0("Did you mean \"", value, "\""), fixed = TRUE, info = said)
      }
    }
  })
})
