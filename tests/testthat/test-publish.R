skip_second_time()

# Runs `code` where publish() does nothing but raise an error of its own class.
at_the_wall <- function(code) {
  here <- asNamespace("pairwave")
  real <- get("publish", here)
  put <- function(value) {
    unlockBinding("publish", here)
    assign("publish", value, here)
    lockBinding("publish", here)
  }
  on.exit(put(real))
  put(function(...) rlang::abort("published", class = "passed_publish"))
  force(code)
}

passes_publish <- function(call, env) {
  tryCatch({
    at_the_wall(utils::capture.output(made <- suppressMessages(eval(call, env))))
    "it ended"
  }, passed_publish = function(e) "passed", error = conditionMessage)
}

# Two waves and a remembered one, with a demographic and a near link.
wall_study <- function(dir) {
  pre <- data.frame(code = c("anna1", "bert2", "cleo3", "dora4", "emil5"),
                    q1 = c(1, 2, 2, 3, 4), q2 = c(2, 2, 3, 1, 4), sex = "Female")
  post <- data.frame(code = c("anna1", "bert2", "cleo3", "dora4", "emil6"),
                     q1 = c(2, 4, 3, 3, 4), q2 = c(3, 2, 4, 2, 4),
                     q1_then = c(1, 1, 2, 3, 3), q2_then = c(1, 2, 2, 1, 3))
  write.csv(pre, file.path(dir, "pre.csv"), row.names = FALSE)
  write.csv(post, file.path(dir, "post.csv"), row.names = FALSE)
  study(
    waves = c(pre = "pre.csv", post = "post.csv"),
    id = list(column = "code", max_edits = 1),
    scales = list(confidence = list(items = c("q1", "q2"), range = c(1, 4))),
    demographics = list(list(column = "sex", label = "Sex")),
    retrospective = list(then = list(of = "pre", asked_in = "post", suffix = "_then")),
    dir = dir
  )
}

wall_env <- function(dir = withr::local_tempdir(.local_envir = parent.frame())) {
  two <- suppressMessages(read_cohort(wall_study(dir)))
  file <- file.path(dir, "three.csv")
  frame <- data.frame(a = c(1, 2, 3, 4), b = c(2, 2, 4, 3), c = c(3, 1, 4, 4),
                      g = c("x", "x", "y", "y"))
  codes <- new_codes(data.frame(unit = "1", participant = "1", source = "s", coder = c("A", "B"),
                                code = c("x", "y"), start = 0L, end = 4L))
  write.csv(frame, file, row.names = FALSE)
  list2env(list(
    cohort = demo_cohort(), two = two, said = coded_cohort(), mapped = mapped_cohort(),
    frame = frame, codes = codes, file = file, dir = dir,
    said_in = withr::local_tempfile(lines = "p = .012", fileext = ".md", .local_envir = parent.frame()),
    cohorts = structure(list(one = two, other = two), class = "pairwave_cohorts")
  ), parent = asNamespace("pairwave"))
}

# A call, or several, of everything that gives a result, a plot, a text or a file of
# a cohort or of data like it.
walk <- list(
  attrition.pairwave_cohort = list(
    quote(attrition(cohort)), quote(attrition(cohort, compare = "linkage"))
  ),
  check_document = list(quote(check_document(said_in, cohort))),
  check_cohort = list(quote(check_cohort(cohort)), quote(check_cohort(cohort$study)),
                      quote(check_cohort(two, previous = cohort))),
  co_occurrence.pairwave_codes = list(quote(co_occurrence(codes)),
                                      quote(co_occurrence(codes, together = "overlap"))),
  co_occurrence.pairwave_cohort = list(quote(co_occurrence(said))),
  code_frequencies.pairwave_codes = list(quote(code_frequencies(codes))),
  code_frequencies.pairwave_cohort = list(
    quote(code_frequencies(said)), quote(code_frequencies(said, by = "sex"))
  ),
  code_saturation = list(quote(code_saturation(codes)), quote(code_saturation(said))),
  coder_agreement.data.frame = list(quote(coder_agreement(frame, columns = c("a", "b")))),
  coder_agreement.pairwave_cohort = list(quote(coder_agreement(said))),
  joint_display.pairwave_cohort = list(quote(joint_display(said))),
  coder_agreement.pairwave_codes = list(
    quote(coder_agreement(codes)), quote(coder_agreement(codes, by = "set"))
  ),
  disagreements = list(quote(disagreements(codes)), quote(disagreements(said))),
  quotes.pairwave_codes = list(quote(quotes(codes))),
  quotes.pairwave_cohort = list(quote(quotes(said, material = "answers"))),
  plot.pairwave_codes = list(quote(plot(codes, themes = list(lanes = list(One = "x"))))),
  autoplot.pairwave_codes = list(
    quote(ggplot2::autoplot(codes, themes = list(lanes = list(One = c("x", "y")))))
  ),
  codebook.character = list(quote(codebook(file))),
  codebook.data.frame = list(quote(codebook(frame))),
  codebook.pairwave_cohort = list(quote(codebook(cohort))),
  demographics.data.frame = list(quote(demographics(frame, columns = "g"))),
  demographics.pairwave_cohort = list(
    quote(demographics(cohort)), quote(demographics(cohort, who = "linked", by = "sex"))
  ),
  item_change.data.frame = list(quote(item_change(
    data.frame(q_a = 1:3, q_b = c(2, 2, 3)), items = "q", waves = c("*_a", "*_b")
  ))),
  item_change.pairwave_cohort = list(quote(item_change(cohort))),
  missing_patterns.data.frame = list(quote(missing_patterns(frame, waves = c("a", "b")))),
  missing_patterns.pairwave_cohort = list(quote(missing_patterns(cohort))),
  item_frequencies.data.frame = list(quote(item_frequencies(frame, items = c("a", "g")))),
  item_frequencies.pairwave_cohort = list(quote(item_frequencies(cohort))),
  paired_change.data.frame = list(quote(paired_change(frame, waves = c("a", "b")))),
  paired_change.pairwave_cohort = list(
    quote(paired_change(cohort)), quote(paired_change(cohort, by = "sex"))
  ),
  paired_change.pairwave_cohorts = list(quote(paired_change(cohorts))),
  review_links = list(quote(review_links(two)), quote(review_links(two, same = 1))),
  participation.pairwave_cohort = list(quote(participation(cohort))),
  persistence.data.frame = list(quote(persistence(frame, waves = c("a", "b", "c")))),
  persistence.pairwave_cohort = list(quote(persistence(cohort))),
  pooled_change.data.frame = list(quote(pooled_change(frame, waves = c("a", "b"), by = "g"))),
  pooled_change.pairwave_cohorts = list(quote(pooled_change(cohorts))),
  provenance = list(quote(provenance(cohort))),
  response_shift.data.frame = list(quote(response_shift(frame, waves = c("a", "b", "c")))),
  response_shift.pairwave_cohort = list(quote(response_shift(two))),
  scale_reliability.data.frame = list(quote(scale_reliability(frame, items = c("a", "b")))),
  scale_reliability.pairwave_cohort = list(quote(scale_reliability(cohort))),
  unpaired_change.data.frame = list(quote(unpaired_change(frame, score = "a", wave = "g"))),
  unpaired_change.pairwave_cohort = list(
    quote(unpaired_change(cohort)), quote(unpaired_change(cohort, by = "sex"))
  ),
  wave_means.data.frame = list(quote(wave_means(frame, waves = c("a", "b")))),
  wave_means.pairwave_cohort = list(quote(wave_means(cohort))),
  describe.pairwave_cohort = list(quote(describe(cohort))),
  format.pairwave_cohort = list(quote(format(cohort))),
  print.pairwave_cohort = list(quote(print(cohort))),
  knit_print.pairwave_cohort = list(quote(knitr::knit_print(cohort))),
  print.pairwave_cohorts = list(quote(print(cohorts))),
  knit_print.pairwave_cohorts = list(quote(knitr::knit_print(cohorts))),
  plot.pairwave_cohort = list(quote(plot(cohort))),
  autoplot.pairwave_cohort = list(
    quote(ggplot2::autoplot(cohort)), quote(ggplot2::autoplot(cohort, type = "likert")),
    quote(ggplot2::autoplot(cohort, type = "slopes")),
    quote(ggplot2::autoplot(mapped, type = "themes"))
  ),
  report = list(quote(report(cohort, file.path(dir, "report.html"))))
)

# What shows single people, and stops under every profile.
refused <- list(
  as.data.frame.pairwave_cohort = quote(as.data.frame(cohort, shape = "long")),
  link_waves.pairwave_cohort = quote(link_waves(cohort)),
  review_quotes.pairwave_cohort = quote(review_quotes(cohort)),
  response_weights = quote(response_weights(attrition(cohort))),
  write_cohort = quote(write_cohort(cohort, file.path(dir, "cohort.sav")))
)

# What gives no result of a cohort.
no_result <- c(
  print.pairwave_document_numbers = "prints a frame that check_document() made of results",
  `[.pairwave_codes` = "gives codings", print.pairwave_codes = "prints codings, without their texts",
  as_ard = "takes a result", as_gt = "takes a result", as_tinytable = "takes a result",
  write_result = "takes a result",
  describe_methods = "takes results, and of a cohort its study alone",
  check_fails = "takes findings, and says whether there are any",
  plot_size = "takes a plot", pairwave_sitrep = "takes nothing",
  print.pairwave_sitrep = "prints what the machine can do", plan_sample.numeric = "takes a standard deviation",
  engine_sql = "gives statements, and nothing of anyone",
  read_cohort = "gives the cohort, which is data about people",
  stack_cohorts = "gives cohorts", read_study = "gives a study", study = "gives a study",
  browse = "shows in a window what the lines of R in it make, which publish",
  review_quotes.pairwave_codes = "reviews the texts of an analyst's own file",
  read_codes = "gives the codings of a file", framework = "gives codes, and nobody's codings",
  read_survey = "gives the survey of a file", score_scale = "scores a data frame",
  link_waves.list = "gives the links of an analyst's own data frames",
  write_survey = "writes an analyst's own data frame", use_study = "drafts a study from files", report_sections = "says which sections a report has, and nothing of anyone", use_report = "writes a document without data",
  use_cohort_ci = "writes a workflow without data"
)

# Methods of these take columns, or what has passed publish() already.
columns <- c("pairwave_coded_time", "pairwave_bare_time", "pairwave_identifying",
             "pairwave_labelled")
# pairwave_engine_cohort is walked in test-result-engine.R; a table of a database is an
# analyst's own, without a study.
data_classes <- c("pairwave_engine_cohort", "pairwave_engine_sql", "tbl_lazy", "pairwave_links", "pairwave_link_review", "pairwave_quote_review", "pairwave_study",
                  "pairwave_survey")
results <- c(
  paste0("pairwave_", c(
    "result", "agreement", "answers", "attrition", "brief", "change", "change_summary", "co_occurrence",
    "code_frequencies", "codebook", "demographics", "findings", "framework", "item_change",
    "joint_display", "methods", "participation", "patterns", "persistence", "plan", "plot", "pooled",
    "provenance", "quotes", "reliability", "saturation", "sentences", "shift", "unpaired",
    "unpaired_summary", "wave_means"
  ))
)

# The functions that users can call: exports, and in place of a generic its methods.
entries <- function() {
  methods <- package_methods()
  methods <- data.frame(generic = methods[, 1], class = methods[, 2])
  methods <- methods[methods$generic != "suppress", ]
  exported <- getNamespaceExports("pairwave")
  list(
    functions = setdiff(exported, methods$generic),
    methods = methods[!methods$class %in% c(columns, data_classes, results), ]
  )
}

test_that("every function that gives a result of a cohort is known to this test", {
  all <- entries()
  methods <- all$methods[all$methods$class != "default", ]
  called <- c(all$functions, paste(methods$generic, methods$class, sep = "."))
  known <- c(names(walk), names(refused), names(no_result))
  expect_identical(setdiff(called, known), character())
  expect_identical(anyDuplicated(known), 0L)
  generics <- unique(package_methods()[, 1])
  expect_identical(setdiff(known, c(called, generics)), character())
})

test_that("every result, plot, text and file of a cohort passes publish()", {
  skip_if_not_installed("ggplot2")
  skip_if_not_installed("rmarkdown")
  env <- wall_env()
  calls <- walk
  if (!rmarkdown::pandoc_available()) calls$report <- NULL
  for (name in names(calls)) for (call in calls[[name]]) {
    expect_identical(passes_publish(call, env), "passed", info = deparse(call)[1])
  }
  # The test sees what does not pass.
  expect_identical(passes_publish(quote(read_cohort(cohort)), env), "it ended")
  expect_identical(passes_publish(quote(estimate_paired_change(cohort, change_options())), env),
                   "it ended")
})

test_that("what shows single people stops under a profile", {
  env <- wall_env()
  env$cohort <- profiled_cohort("hesa")
  for (call in refused) {
    expect_error(eval(call, env), class = "pairwave_error_disclosure", info = deparse(call))
  }
  default <- entries()$methods
  for (generic in default$generic[default$class == "default"]) {
    method <- getS3method(generic, "default", envir = asNamespace("pairwave"))
    expect_error(suppressMessages(method(env$cohort)), class = "pairwave_error",
                 info = generic)
  }
})

test_that("publish() and the rules behind it alone ask for a profile", {
  here <- asNamespace("pairwave")
  functions <- Filter(is.function, as.list(here, all.names = TRUE))
  mentions <- function(word) {
    found <- vapply(functions, function(one) word %in% all.names(body(one)), NA)
    sort(names(functions)[found])
  }
  expect_identical(
    mentions("disclosure_profile"),
    sort(c("publish", "profile_of", "suppress_counts",
           # For what stands below publish(): refuses people one by one, and checks
           # what a study file says.
           "check_microdata_allowed", "as_disclosure"))
  )
  estimates <- grep("^estimate_", names(functions), value = TRUE)
  expect_gt(length(estimates), 10)
  # Nobody sets a profile, neither in an estimate nor anywhere else.
  expect_identical(intersect(estimates, mentions("disclosure")), character())
})

test_that("nothing is published of a kind without a rule", {
  # A helper of other tests has the same name.
  publish <- get("publish", asNamespace("pairwave"))
  cohort <- profiled_cohort("hesa")
  unknown <- structure(list(1), class = "pairwave_new")
  expect_error(publish(unknown, cohort), class = "pairwave_error_disclosure")
  expect_snapshot(publish(unknown, cohort, call = NULL), error = TRUE)
  expect_identical(publish(unknown, NULL), unknown)
  expect_identical(publish(unknown, demo_cohort()), unknown)
})

test_that("change from a remembered baseline has no profile, and rounded none is pooled", {
  env <- wall_env()
  expect_s3_class(response_shift(env$two), "pairwave_shift")
  env$two$study$disclosure <- "hesa"
  for (i in 1:2) env$cohorts[[i]]$study$disclosure <- "hesa"
  expect_snapshot(response_shift(env$two), error = TRUE)
  expect_snapshot(pooled_change(env$cohorts), error = TRUE)
})

test_that("under a threshold is pooled what is published, and nothing else", {
  cohort <- profiled_cohort(list(threshold = 5))
  few <- cohort
  people <- few$scores$person %in% unique(few$scores$person)[1:9]
  few$scores <- few$scores[people, ]
  cohorts <- structure(list(one = cohort, other = cohort, few = few), class = "pairwave_cohorts")
  pooled <- as.data.frame(pooled_change(cohorts))
  expect_identical(attr(pooled_change(cohorts), "disclosure"), attr(paired_change(cohorts), "disclosure"))
  # From the printed change and spread of each cohort alone the same summary follows.
  shown <- as.data.frame(paired_change(cohorts))
  again <- as.data.frame(pool_changes(shown, 0.95))
  figures <- c("estimate", "conf_low", "conf_high", "n", "cohorts")
  expect_identical(pooled[figures], again[figures])
  held <- shown[shown$statistic == "sd_change" & is.na(shown$estimate) & shown$contrast != all_waves, ]
  expect_gt(nrow(held), 0)
  of_cohort <- pooled[!is.na(pooled$cohort), ]
  left <- of_cohort[!of_cohort$in_summary, ]
  expect_setequal(paste(left$scale, left$contrast, left$cohort),
                  paste(held$scale, held$contrast, held$group))
  expect_identical(unique(left$note), "left out of the summary: suppressed under a threshold of 5")
  expect_gt(sum(pooled$cohorts > 1 & !is.na(pooled$estimate)), 0)
})

test_that("several cohorts show of each what it shows by itself", {
  cohort <- profiled_cohort(list(threshold = 5))
  cohorts <- structure(list(one = cohort, other = cohort), class = "pairwave_cohorts")
  alone <- as.data.frame(paired_change(cohort))
  stacked <- as.data.frame(paired_change(cohorts))
  expect_s3_class(attr(paired_change(cohorts), "disclosure"), "pairwave_disclosure")
  for (name in names(cohorts)) {
    one <- stacked[stacked$group == name, ]
    one$group <- NA_character_
    row.names(one) <- NULL
    expect_identical(one, alone)
  }
  expect_gt(sum(stacked$status == "suppressed"), 0)
})

test_that("a cohort with a profile takes weights whose result has none", {
  open <- demo_cohort()
  cohort <- profiled_cohort("hesa")
  expect_null(attr(attrition(cohort), "weights"))
  expect_identical(estimated_weights(attrition(cohort), cohort),
                   response_weights(attrition(open)))
})
