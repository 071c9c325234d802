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
