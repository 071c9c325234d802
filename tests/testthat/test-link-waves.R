pre <- data.frame(code = c("AB12", "cd-34", "", "x9", "X 9", NA),
                  q1 = c(1, 2, 3, NA, 5, 6))
post <- data.frame(code = c("ab 12", "\u00c9f56", "x9"), q1 = 1:3)
later <- data.frame(code = c("e\u0301F-56", "zz"), q1 = 1:2)
waves <- list(pre = pre, post = post, later = later)

test_that("every row has one status, and codes link over any two waves", {
  linked <- link_waves(waves, id = "code")
  expect_named(linked, c("wave", "row", "person", "status", "link"))
  expect_identical(is.na(linked$link), linked$status != "linked")
  expect_true(all(linked$link %in% c("exact", NA)))
  expect_identical(
    as.character(linked$status),
    c("linked", "unlinked", "no_id", "duplicate", "linked", "no_id",
      "linked", "linked", "linked", "linked", "unlinked")
  )
  expect_identical(linked$person,
                   c(1L, 2L, 6L, NA, 4L, 7L, 1L, 3L, 4L, 3L, 5L))
  expect_identical(linked$row, c(1:6, 1:3, 1:2))
})

test_that("the rule says which duplicate stands for the person", {
  status <- function(rule) {
    linked <- link_waves(waves, id = "code", duplicates = rule)
    as.character(linked$status[4:5])
  }
  expect_identical(status("first"), c("linked", "duplicate"))
  expect_identical(status("last"), c("duplicate", "linked"))
  expect_identical(status("none"), c("duplicate", "duplicate"))
})

test_that("the order of rows does not matter", {
  set.seed(1)
  one <- link_waves(waves, id = "code")
  order <- lapply(waves, function(w) sample(nrow(w)))
  other <- link_waves(Map(function(w, o) w[o, ], waves, order), id = "code")
  for (wave in names(waves)) {
    a <- one[one$wave == wave, ][order[[wave]], c("person", "status")]
    b <- other[other$wave == wave, c("person", "status")]
    expect_equal(a, b, ignore_attr = TRUE)
  }
})

test_that("the locale does not matter", {
  skip_on_cran()
  one <- link_waves(waves, id = "code")
  old <- Sys.getlocale("LC_CTYPE")
  on.exit(Sys.setlocale("LC_CTYPE", old))
  Sys.setlocale("LC_CTYPE", "C")
  expect_identical(link_waves(waves, id = "code"), one)
})

test_that("texts in Latin-1 and numbers are codes too", {
  latin <- "\xe9a1"
  Encoding(latin) <- "latin1"
  linked <- link_waves(list(a = data.frame(id = latin),
                            b = data.frame(id = "EA1")), id = "id")
  expect_identical(linked$person, c(1L, 1L))
  numbers <- link_waves(list(a = data.frame(id = c(100000, 2.5, NA)),
                             b = data.frame(id = c("100000", "2.5", ""))),
                        id = "id")
  # Who gave no code is linked with nobody, not even with the other such.
  expect_identical(numbers$person, c(1L, 2L, 3L, 1L, 2L, 4L))
  expect_identical(as.character(numbers$status[3]), "no_id")
})

test_that("waves without rows and single waves link nothing", {
  none <- link_waves(list(a = pre[0, ], b = pre[0, ]), id = "code")
  expect_identical(nrow(none), 0L)
  alone <- link_waves(list(a = pre), id = "code")
  expect_false("linked" %in% alone$status)
})

test_that("the order of rows and waves and the language change nothing", {
  codes <- list(
    pre = data.frame(code = c("\u00c5sa1", "zoe2", "Zo\u00eb-2x", "i\u0307k3")),
    post = data.frame(code = c("asa1", "ZOE2", "ik4", "\u4e2d\u6587\u4e00")),
    six = data.frame(code = c("\u00c5SA 1", "zoe3", "\u4e2d\u6587\u4e01"))
  )
  grouped <- function(linked) {
    text <- unlist(lapply(codes, `[[`, "code"))[paste0(linked$wave, linked$row)]
    together <- split(paste(linked$wave, linked$row), linked$person)
    sort(vapply(together, paste, "", collapse = "|"), method = "radix")
  }
  link <- function(waves) {
    link_waves(waves, id = "code", max_edits = 1, near = "accept")
  }
  expected <- unname(grouped(link(codes)))
  turned <- link(rev(codes))
  turned <- turned[order(match(turned$wave, names(codes)), turned$row), ]
  expect_identical(unname(grouped(turned)), expected)
  known <- suppressWarnings(system("locale -a", intern = TRUE))
  for (language in intersect(c("C", "POSIX", "C.utf8", "en_US.utf8", "tr_TR.utf8"), known)) {
    withr::with_locale(
      c(LC_COLLATE = language, LC_CTYPE = if (grepl("utf8", language)) language else "C.utf8"),
      expect_identical(unname(grouped(link(codes))), expected)
    )
  }
})

test_that("a cohort is linked anew by another rule", {
  cohort <- demo_cohort()
  same <- link_waves(cohort)
  expect_identical(same$status, cohort$respondents$status)
  expect_identical(match(same$person, same$person),
                   match(cohort$respondents$person, cohort$respondents$person))
  accepted <- link_waves(cohort, near = "accept")
  expect_gt(sum(accepted$status == "linked"), sum(same$status == "linked"))
  expect_snapshot(print(accepted))
  hidden <- cohort
  hidden$study$id$pseudonymise <- "drop"
  expect_snapshot(link_waves(hidden), error = TRUE)
})

test_that("messages say what is missing", {
  expect_error(link_waves(waves, id = "cod"), class = "pairwave_error_link")
  expect_snapshot(error = TRUE, {
    link_waves(waves, id = "cod")
    link_waves(pre, id = "code")
    link_waves(list(pre, post), id = "code")
  })
  bad <- "a\xff"
  Encoding(bad) <- "UTF-8"
  expect_error(link_waves(list(a = data.frame(code = bad)), id = "code"),
               class = "pairwave_error_format")
})

# Linking said once more, slowly: codes are compared as normal_codes() writes them, and
# constants that differ make two people of a code.
plain_links <- function(waves, id, duplicates, confirm) {
  records <- do.call(rbind, lapply(names(waves), function(wave) {
    x <- waves[[wave]]
    data.frame(wave = rep(wave, nrow(x)), code = normal_codes(x[[id]], wave),
               sex = tolower(trimws(x$sex)), answers = count_answered_cells(x, id))
  }))
  key <- records$code
  if (length(confirm)) for (code in setdiff(unique(key), "")) {
    mine <- records$code == code
    if (length(unique(na.omit(records$sex[mine]))) > 1) {
      key[mine] <- paste0(code, "\x1f", records$sex[mine])
    }
  }
  stands <- rep(FALSE, nrow(records))
  for (code in setdiff(unique(key), "")) for (wave in names(waves)) {
    at <- which(key == code & records$wave == wave)
    stands[switch(duplicates, first = at[1], last = at[length(at)],
                  most_complete = at[which.max(records$answers[at])],
                  none = if (length(at) == 1) at)] <- TRUE
  }
  times <- table(key[stands])
  person <- match(key, sort(names(times), method = "radix"))
  person[!stands] <- NA
  status <- ifelse(key == "", "no_id", ifelse(!stands, "duplicate", ifelse(
    times[match(key, names(times))] > 1, "linked", "unlinked"
  )))
  person[key == ""] <- length(times) + seq_len(sum(key == ""))
  list(person = as.integer(person), status = as.character(status))
}

test_that("random records are linked as a plain reading of the rule says", {
  skip_if_not(l10n_info()[["UTF-8"]])
  set.seed(24)
  for (run in seq_len(40)) {
    pool <- replicate(sample(2:12, 1), paste(
      sample(c("a", "B", "\u00e9", "-", " ", "1", "0", "\u4e2d"), sample(0:11, 1), TRUE), collapse = ""
    ))
    records <- function(n) {
      data.frame(code = sample(c(pool, toupper(pool), NA), n, TRUE),
                 sex = sample(c("f", " F", "m", NA), n, TRUE),
                 q1 = sample(c(1, NA), n, TRUE), q2 = sample(c("", "x", NA), n, TRUE))
    }
    waves <- lapply(c(pre = 1, post = 2, six = 3)[seq_len(sample(3, 1))],
                    function(i) records(sample(0:20, 1)))
    rule <- sample(duplicate_rules, 1)
    confirm <- if (run %% 4 == 0) "sex" else character()
    linked <- link_waves(waves, id = "code", duplicates = rule, confirm = confirm)
    plain <- plain_links(waves, "code", rule, confirm)
    expect_identical(linked$person, plain$person)
    expect_identical(as.character(linked$status), plain$status)
  }
})

test_that("numbers as codes are texts of all their digits", {
  expect_identical(code_texts(c(7, -0, 123456789012345, NA, 1e5)),
                   c("7", "0", "123456789012345", "", "100000"))
  expect_identical(code_texts(c(7, 2.5, 1e15, -0)), c("7", "2.5", "1000000000000000", "0"))
  expect_identical(code_texts(c(0.1, NaN)), c("0.1", ""))
  expect_identical(code_texts(numeric()), character())
})

test_that("what is no text is refused where it stands", {
  bad <- "a\xff"
  Encoding(bad) <- "UTF-8"
  waves <- list(a = data.frame(code = c("x", "y")), b = data.frame(code = c("z", bad)))
  expect_snapshot(link_waves(waves, id = "code"), error = TRUE)
})
