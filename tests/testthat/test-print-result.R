# A result of every kind.
make_edge_results <- function() {
  cohort <- edge_cohort(
    list(pre = edge_wave(14), post = edge_wave(12, 3), later = edge_wave(10, 2)),
    retrospective = list(then = list(of = "pre", asked_in = "post", suffix = "_then")),
    then = TRUE, attendance = edge_attendance(12)
  )
  cohorts <- stack_cohorts(list(a = cohort, b = cohort))
  change <- paired_change(cohort)
  codings <- codings_of(
    A = c("peers;advice", "confidence", "peers", "", "advice;confidence", "peers", "advice"),
    B = c("peers", "confidence", "peers;advice", "", "advice", "peers", "confidence")
  )
  list(
    agreement = coder_agreement(codings), code_frequencies = code_frequencies(codings),
    co_occurrence = co_occurrence(codings), saturation = code_saturation(codings, base = 2, run = 1),
    framework = framework("social-support"), joint = joint_display(coded_cohort()),
    demographics = demographics(cohort, who = c("everyone", "linked"), outcomes = "confidence"),
    medians = demographics(data.frame(age = c(18, 19, 23, 31), sex = c("F", "M")),
                           summary = c(age = "median")),
    change = change, change_by = paired_change(cohort, by = "sex"),
    change_cohorts = paired_change(cohorts), change_summary = summary(change),
    item_change = item_change(cohort), answers = item_frequencies(cohort),
    patterns = missing_patterns(cohort), persistence = persistence(cohort),
    shift = response_shift(cohort), pooled = pooled_change(cohorts),
    wave_means = wave_means(cohort), reliability = scale_reliability(cohort),
    unpaired = unpaired_change(cohort), unpaired_by = unpaired_change(cohort, by = "sex"),
    unpaired_items = unpaired_change(cohort, scales = character(), items = "q1"),
    unpaired_summary = summary(unpaired_change(cohort)),
    attrition = attrition(cohort), linkage = attrition(cohort, compare = "linkage"),
    participation = participation(cohort), codebook = codebook(cohort),
    survey_codebook = codebook(cohort$surveys$pre),
    findings = check_cohort(cohort), plan = plan_sample(change, n = 30),
    plan_numbers = plan_sample(6, r = 0.5, change = c(2, 3)),
    provenance = provenance(cohort), sentences = describe(change)
  )
}

edge_results <- function() made_once("edge results", make_edge_results)

# What can be done to a result as to any data frame.
edge_parts <- function(x) {
  first <- names(x)[1]
  n <- nrow(x)
  odd <- seq_len(n) %% 2 == 1
  parts <- list(
    head = head(x), one = head(x, 1), tail = tail(x, 2), subset = subset(x, !odd),
    none = x[0, ], rows = x[seq_len(min(3, n)), ], reversed = x[rev(seq_len(n)), ],
    shuffled = x[order(x[[first]], rev(seq_len(n))), ], twice = x[rep(seq_len(n), 2), ],
    doubled = x[c(1, 1), ], column = x[, first, drop = FALSE], columns = x[c(1, 2)],
    turned = x[rev(names(x))], bound = rbind(x, x), beside = cbind(x, more = 1),
    merged = merge(x, x[1, ], by = first), whole = x[], same = x[seq_len(n), ],
    no_column = { y <- x; y[[first]] <- NULL; y }, split = split(x, seq_len(n))[[1]]
  )
  if (requireNamespace("dplyr", quietly = TRUE)) {
    parts <- c(parts, list(
      filtered = dplyr::filter(x, odd), sliced = dplyr::slice(x, 1),
      arranged = dplyr::arrange(x, dplyr::desc(.data[[first]])),
      selected = dplyr::select(x, 1), added = dplyr::mutate(x, more = 1),
      stacked = dplyr::bind_rows(x, x)
    ))
  }
  if ("statistic" %in% names(x)) {
    some <- unique(x$statistic)
    some <- some[unique(round(seq(1, length(some), length.out = 6)))]
    ways <- lapply(some, function(one) x[x$statistic == one, ])
    less <- lapply(some, function(one) x[x$statistic != one, ])
    parts <- c(parts, stats::setNames(ways, paste("only", some)),
               stats::setNames(less, paste("without", some)),
               list(by_statistic = x[order(x$statistic), ], by_estimate = x[order(x$estimate), ]))
  }
  parts
}

# By `make test` a third of the parts of each result, another third of the next one's.
parts_once <- function(name) {
  made_once(paste("parts of", name), function() {
    parts <- suppressWarnings(edge_parts(edge_results()[[name]]))
    at <- match(name, names(edge_results())) + seq_along(parts)
    parts[at %% few_or_many(3, 1) == 0 | names(parts) == "head"]
  })
}

test_that("every part of every result prints, knits and is written", {
  skip_on_cran()
  skip_second_time()
  results <- edge_results()
  kinds <- sub("^as_print_table[.]", "", grep("^as_print_table[.]", ls(
    asNamespace("pairwave")), value = TRUE))
  # Without a person's yes there are no quotes; tests of their own have some.
  kinds <- setdiff(kinds, "pairwave_quotes")
  expect_setequal(unlist(lapply(results, function(x) intersect(class(x), kinds))), kinds)
  path <- withr::local_tempfile(fileext = ".md")
  # The first rows of a frame print as all of them do.
  withr::local_options(max.print = 400)
  for (name in names(results)) {
    parts <- parts_once(name)
    for (part in names(parts)) {
      x <- parts[[part]]
      where <- paste(name, part, sep = ", ")
      expect_s3_class(x, "data.frame")
      expect_error(utils::capture.output(print(x)), NA, label = where)
      if (part %in% c("head", "filtered", "whole") && inherits(x, "pairwave_result")) {
        expect_error(knitr::knit_print(x), NA, label = where)
        expect_error(write_result(x, path), NA, label = where)
      }
    }
  }
})

# A line that the wide table of a part prints stands in the whole table as well:
# no cell is taken from another line, and none is left blank.
test_that("a part prints no line that the whole does not", {
  skip_on_cran()
  skip_second_time()
  results <- edge_results()
  # A codebook says its wave once; a table of two strata prints one stratum alone.
  results$demographics <- demographics(data.frame(sex = c("F", "M", "F"), year = 3:5))
  for (name in setdiff(names(results), c("survey_codebook", "codebook"))) {
    whole <- full_lines(results[[name]])
    parts <- if (name == "demographics") suppressWarnings(edge_parts(results[[name]]))
             else parts_once(name)
    for (part in names(parts)) {
      x <- parts[[part]]
      if (!inherits(x, "pairwave_result") || !is_whole_result(x)) next
      extra <- setdiff(full_lines(x), whole)
      expect_identical(extra, character(), label = paste(name, part, sep = ", "))
    }
  }
})

test_that("a part is a result where it has all that it prints", {
  x <- edge_results()$change
  scales <- unique(x$scale)
  one <- x[x$scale == scales[2], ]
  expect_s3_class(one, "pairwave_change")
  expect_snapshot(one)
  expect_identical(class(head(x)), "data.frame")
  expect_identical(class(x[0, ]), "data.frame")
  expect_s3_class(x[rev(names(x))], "pairwave_change")
  expect_identical(attr(x[rev(names(x))], "conf_level"), 0.95)
  expect_snapshot(x[1:2, c("scale", "contrast", "statistic", "n")])
})

test_that("dplyr leaves a result, or a plain frame", {
  skip_if_not_installed("dplyr")
  x <- edge_results()$change
  expect_s3_class(dplyr::filter(x, .data$scale == "belonging"), "pairwave_change")
  expect_identical(class(dplyr::filter(x, .data$statistic == "change")), "data.frame")
})

test_that("what lost rows without pairwave's notice prints as a frame", {
  x <- edge_results()$wave_means
  attributes_of <- attributes(x)
  cut <- as.data.frame(x)[-2, ]
  attributes_of$row.names <- seq_len(nrow(cut))
  attributes(cut) <- attributes_of
  expect_false(is_whole_result(cut))
  expect_snapshot(head(cut[c("scale", "wave", "statistic", "n")], 2))
  expect_output(print(cut), "statistic")
  expect_match(knitr::knit_print(cut), "statistic")
})

test_that("a heading is said again where another stood between", {
  expect_identical(same_as_above(c("a", "a", "b", "a")), c(FALSE, TRUE, FALSE, FALSE))
  expect_identical(same_as_above(character()), logical())
  expect_identical(same_as_above(NA), FALSE)
  expect_identical(same_as_above(data.frame(a = c(1, 1), b = c("x", "y"))),
                   c(FALSE, FALSE))
})

test_that("every kind of result says all in the reader's language", {
  skip_if_not(l10n_info()[["UTF-8"]])
  skip_second_time()
  local_marked_words()
  results <- edge_results()
  # A codebook is of a file: its heads are those of programs. Others say what their kind does.
  alike <- c("codebook", "survey_codebook", "change_cohorts", "unpaired_by", "unpaired_items")
  # These stand in a report too, which is held against the tables whole.
  reported <- c("agreement", "code_frequencies", "framework", "joint", "demographics", "change",
                "item_change", "persistence", "wave_means", "reliability", "participation",
                "findings", "provenance")
  for (name in setdiff(names(results), c(alike, few_or_many(reported, NULL)))) {
    result <- results[[name]]
    attr(result, "written") <- list(language = "cy")
    expect_identical(unmarked_in_result(result), character(), info = name)
  }
})

# Methods of a generic that is the package's own stand in no list of R's: they are found
# from where it is called, which is base's namespace when lapply() calls it.
test_that("generics of the package's own are called by their name", {
  skip_second_time()
  own <- asNamespace("pairwave")
  handed_on <- function(e) {
    if (!is.call(e)) return(FALSE)
    given <- Filter(is.symbol, as.list(e)[-1])
    any(vapply(given, as.character, "") %in% c("as_print_table", "suppress", "count_patterns", "count_records",
                                                     "count_products", "check_source")) ||
      any(vapply(as.list(e), function(part) !missing(part) && handed_on(part), NA))
  }
  functions <- Filter(function(f) {
    is.function(f) && any(c("as_print_table", "suppress") %in% all.names(body(f)))
  }, mget(ls(own, all.names = TRUE), own))
  expect_true(handed_on(quote(lapply(x, function(one) vapply(one, suppress, NA)))))
  expect_identical(names(Filter(function(f) handed_on(body(f)), functions)), character())
})
